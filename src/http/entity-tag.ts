import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** A strong validator of what is sent (RFC 9110, section 8.8.3): the same exactly for the same body. */
export const entityTag = (body: unknown): string =>
  `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22)}"`;

/**
 * Whether a change may go ahead by its `If-Match` (RFC 9110, section 13.1.1); without one it may.
 * @param body what is there, as it would be sent
 */
export function matches(c: Context, body: unknown): boolean {
  const wanted = c.req.header('if-match');
  if (wanted === undefined || wanted.trim() === '*') return true;
  const tag = entityTag(body);
  return wanted.split(',').some((one) => one.trim() === tag);
}
