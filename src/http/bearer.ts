import type { Context } from 'hono';

/** The bearer token: from the header; on streams, where browsers can't set one, from the query. */
export function bearerOf(c: Context): string | null {
  const header = /^Bearer\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (header !== undefined) return header;
  return c.req.path.startsWith('/api/v1/streaming') ? (c.req.query('access_token') ?? null) : null;
}
