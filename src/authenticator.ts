import type { Context } from 'hono';
import { resolveToken, resolveVisitor } from './community/tokens/token.ts';
import { findSession } from './community/vault/sessions.ts';
import { absent, ok, type Result, refuse } from './core/result.ts';
import type { Authenticator, Caller, SessionCaller } from './http/endpoint.ts';
import { fromSameOrigin } from './http/same-origin.ts';
import { sessionCookieOf } from './http/session-cookie.ts';
import type { Deps } from './store/deps.ts';

const wrongToken = refuse({
  kind: 'unauthenticated',
  says: 'The access token is missing, wrong or revoked; sign in again.',
});

/** Works out who calls from the request's headers. */
export function createAuthenticator(deps: Deps): Authenticator {
  return {
    async viewer(c) {
      const token = bearerOf(c);
      return token === null ? visitorOf(deps, c) : holderOf(deps, token);
    },
    async persona(c) {
      const token = bearerOf(c);
      return token === null ? wrongToken : holderOf(deps, token);
    },
    async session(c, at): Promise<Result<SessionCaller>> {
      const own = fromSameOrigin(c, deps, true);
      if (!own.ok) return own;
      const cookie = sessionCookieOf(c);
      const session = cookie === null ? null : await findSession(deps, cookie, at);
      if (session === null) return refuse({ kind: 'unauthenticated', says: 'Sign in first.' });
      return ok({ account: session.account, sessionHash: session.hash });
    },
  };
}

async function holderOf(deps: Deps, token: string): Promise<Result<Caller>> {
  const holder = await resolveToken(deps, token);
  return holder === null ? wrongToken : ok({ viewer: holder.viewer, scopes: holder.scopes });
}

async function visitorOf(deps: Deps, c: Context): Promise<Result<Caller>> {
  const slug = c.req.query('network');
  const domain = (c.req.header('host') ?? '').toLowerCase();
  const viewer = await resolveVisitor(deps, slug === undefined ? { domain } : { slug });
  return viewer === null ? absent : ok({ viewer, scopes: ['read'] });
}

/** From the header; on streams, where browsers can't set one, from the query. */
function bearerOf(c: Context): string | null {
  const header = /^Bearer\s+(\S+)\s*$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (header !== undefined) return header;
  return c.req.path.startsWith('/api/v1/streaming') ? (c.req.query('access_token') ?? null) : null;
}
