import type { Context } from 'hono';
import { appOfToken, isAppToken } from './community/tokens/app-token.ts';
import { resolveToken, resolveVisitor } from './community/tokens/token.ts';
import { findSession } from './community/vault/sessions.ts';
import { absent, ok, type Result, refuse } from './core/result.ts';
import { bearerOf } from './http/bearer.ts';
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
      if (token === null) return visitorOf(deps, c);
      if (!isAppToken(token)) return holderOf(deps, token);
      // An app that speaks for nobody yet is a visitor.
      return (await appOfToken(deps, token)) === null ? wrongToken : visitorOf(deps, c);
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
