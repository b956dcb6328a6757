import type { Context } from 'hono';

/** Whether the request refuses sale and sharing for its user: `Sec-GPC: 1` (https://w3c.github.io/gpc/, section 3). */
export const refusesSharing = (c: Context): boolean => c.req.header('sec-gpc') === '1';
