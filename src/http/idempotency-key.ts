import type { Context } from 'hono';
import { ok, type Result, refuse } from '../core/result.ts';

const LONGEST_KEY = 200;

/** The key by which a client asks for the same once, however often it asks; null where it gives none. */
export function idempotencyKey(context: Context): Result<string | null> {
  const key = context.req.header('idempotency-key')?.trim() || null;
  return key !== null && key.length > LONGEST_KEY
    ? refuse({ kind: 'invalid', says: `The Idempotency-Key is over ${LONGEST_KEY} characters.` })
    : ok(key);
}
