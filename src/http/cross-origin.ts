import { cors } from 'hono/cors';
import { ACTING_SEAT } from './acting-seat.ts';

/** Where a bearer token, and never a cookie, says who calls: a page of another origin knows no token but its own. */
export const CROSS_ORIGIN_PATHS = [
  '/api/v1/*',
  '/api/v2/*',
  '/oauth/token',
  '/oauth/revoke',
  '/.well-known/oauth-authorization-server',
] as const;

/** Lets Mastodon clients that are web pages call. Credentials are not allowed, so that no cookie comes along. */
export const crossOrigin = cors({
  origin: '*',
  allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', ACTING_SEAT],
  allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposeHeaders: ['Link', 'Retry-After'],
  maxAge: 600,
});
