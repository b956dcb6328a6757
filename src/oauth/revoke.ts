import { z } from 'zod';
import { revokeToken } from '../community/tokens/revoke-token.ts';
import { ok } from '../core/result.ts';
import { endpoint } from '../http/endpoint.ts';
import { oauthError } from './oauth-error.ts';

export const postRevoke = endpoint({
  method: 'post',
  path: '/oauth/revoke',
  summary: 'Revoke a token',
  auth: 'nobody',
  body: z.object({ token: z.string().max(4000).optional() }),
  answers: z.object({}),
  async handle({ body, at, context }, deps) {
    if (body.token === undefined) return ok(oauthError(context, 'invalid_request'));
    await revokeToken(deps, body.token, at);
    return ok({ body: {} });
  },
});
