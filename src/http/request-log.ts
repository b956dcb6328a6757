import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';

/**
 * Logs each request at `info`: method, route, status, milliseconds. The route is the pattern (`/api/v1/statuses/:id`)
 * and never the path, which names persons.
 */
export function requestLog(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = Math.round(performance.now() - start);
    log.info({ method: c.req.method, route: routePath(c, -1), status: c.res.status, ms });
  };
}
