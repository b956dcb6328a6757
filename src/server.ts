import { Hono, type HonoRequest, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createAuthenticator } from './authenticator.ts';
import type { Deps } from './deps.ts';
import { isUpload, mountDoors } from './doors.ts';
import { CROSS_ORIGIN_PATHS, crossOrigin } from './http/cross-origin.ts';
import { failure } from './http/failure.ts';
import { httpRefusal } from './http/refusal.ts';
import { requestLog } from './http/request-log.ts';
import { securityHeaders } from './http/security-headers.ts';
import { webFiles } from './http/web-files.ts';
import { engineOf } from './store/policies/engine.ts';

const oneMebibyte = 1024 * 1024;

/**
 * The whole app as one function of a request: what all requests share, the doors, and last the web app.
 * @param webFolder of the built web app.
 */
export function createServer(deps: Deps, webFolder: string): Hono {
  const app = new Hono({ strict: false }); // some Mastodon clients call with a trailing slash
  app.use(requestLog(deps.log));
  app.use(securityHeaders);
  const limit = bodyLimit({ maxSize: oneMebibyte, onError: (c) => tooLarge(c.json.bind(c)) });
  app.use((c, next) => (isUnlimited(c.req) ? next() : limit(c, next)));
  for (const path of CROSS_ORIGIN_PATHS) app.use(path, crossOrigin);
  app.get('/healthz', (c) => c.json(healthOf(deps)));
  app.use(afterDeliveries(deps));
  mountDoors(app, deps, createAuthenticator(deps));
  // The page on which one lets an app in is the web app's; it calls /api/privacy/v1/oauth/authorize.
  app.get('/oauth/authorize', webFiles(webFolder));
  for (const door of ['/api/*', '/oauth/*', '/.well-known/*', '/nodeinfo/*'])
    app.all(door, (c) => c.notFound());
  app.use(webFiles(webFolder));
  app.notFound((c) => {
    const { body, status } = httpRefusal({ kind: 'absent' });
    return c.json(body, status);
  });
  app.onError(failure(deps.log));
  return app;
}

/** Whether it serves, and how well: without the engine of policies it does, but denies what they speak of. */
function healthOf({ store }: Deps): { status: 'ok' | 'degraded'; policy_engine: 'ok' | 'down' } {
  return engineOf(store.community).works
    ? { status: 'ok', policy_engine: 'ok' }
    : { status: 'degraded', policy_engine: 'down' };
}

/** What has no body, or a use case counts itself. */
const isUnlimited = ({ method, path }: HonoRequest): boolean =>
  method === 'GET' || method === 'HEAD' || isUpload(method, path);

/**
 * What is narrowed, withdrawn or blocked is acknowledged when nothing comes out of an open stream any more that was
 * decided before. Publishing narrows nothing, and waits for nobody.
 */
function afterDeliveries({ store }: Deps): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const narrowsNothing =
      c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.path === '/api/v1/statuses';
    if (!narrowsNothing) await store.changes.settled();
  };
}

function tooLarge(json: (body: object, status: 413) => Response): Response {
  const { body } = httpRefusal({ kind: 'too-large', says: 'That is too large: send 1 MiB at most.' });
  return json(body, 413);
}
