import type { Context } from 'hono';
import { z } from 'zod';
import { issueAppToken } from '../community/tokens/app-token.ts';
import { findApp } from '../community/tokens/apps.ts';
import { exchangeCode } from '../community/tokens/exchange-code.ts';
import { parseScopes } from '../community/tokens/scopes.ts';
import { ok } from '../core/result.ts';
import { endpoint, type Reply } from '../http/endpoint.ts';
import type { Instant } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import { clientOf } from './client.ts';
import { oauthError } from './oauth-error.ts';

const text = z.string().max(4000).optional();
const form = z.object({
  grant_type: text,
  client_id: text,
  client_secret: text,
  redirect_uri: text,
  code: text,
  code_verifier: text,
  scope: text,
});
type Form = z.output<typeof form>;

export const postToken = endpoint({
  method: 'post',
  path: '/oauth/token',
  summary: 'Exchange a code, or an app’s own credentials, for a token',
  auth: 'nobody',
  body: form,
  answers: z.object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    scope: z.string(),
    created_at: z.number().int(),
  }),
  async handle({ body, at, context }, deps) {
    switch (body.grant_type) {
      case 'authorization_code':
        return ok(await byCode(context, body, at, deps));
      case 'client_credentials':
        return ok(await byCredentials(context, body, at, deps));
      default:
        return ok(
          oauthError(context, body.grant_type === undefined ? 'invalid_request' : 'unsupported_grant_type'),
        );
    }
  },
});

async function byCode(c: Context, body: Form, at: Instant, deps: Deps): Promise<Reply> {
  const { code, redirect_uri: redirectUri, code_verifier: verifier = null } = body;
  if (code === undefined || redirectUri === undefined) return oauthError(c, 'invalid_request');
  const { id: clientId, secret: clientSecret } = clientOf(c, body);
  const exchanged = await exchangeCode(deps, { clientId, clientSecret, code, redirectUri, verifier }, at);
  return exchanged.ok ? issued(exchanged.token, exchanged.scopes, at) : oauthError(c, exchanged.error);
}

async function byCredentials(c: Context, body: Form, at: Instant, deps: Deps): Promise<Reply> {
  const { id, secret } = clientOf(c, body);
  const found = await findApp(deps, id, secret);
  if (found === null || !found.authenticated) return oauthError(c, 'invalid_client');
  const scopes = parseScopes(body.scope ?? '');
  if (!scopes.ok || !scopes.value.every((scope) => found.app.scopes.includes(scope))) {
    return oauthError(c, 'invalid_scope');
  }
  return issued(await issueAppToken(deps, found.app), scopes.value, at);
}

const issued = (token: string, scopes: readonly string[], at: Instant): Reply => ({
  body: {
    access_token: token,
    token_type: 'Bearer',
    scope: scopes.join(' '),
    created_at: Math.floor(at / 1000),
  },
  headers: { Pragma: 'no-cache' },
});
