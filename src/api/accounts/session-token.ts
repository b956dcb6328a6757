import { z } from 'zod';
import { sessionToken } from '../../community/vault/session-token.ts';
import { ok } from '../../core/result.ts';
import { endpoint, idSchema } from '../../http/endpoint.ts';
import { refusesSharing } from '../../http/global-privacy-control.ts';
import type { ActorId } from '../../privacy/words.ts';

export const postSessionToken = endpoint({
  method: 'post',
  path: '/api/privacy/v1/session/token',
  summary: 'A token for one of one’s personas, which ends with the session',
  auth: 'session',
  body: z.object({ persona: idSchema }),
  answers: z.object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    scope: z.string(),
    created_at: z.number().int(),
  }),
  async handle({ caller, body, at, context }, deps) {
    const session = { account: caller.account, hash: caller.sessionHash };
    const result = await sessionToken(deps, session, body.persona.toLowerCase() as ActorId, at, {
      refusesSharing: refusesSharing(context),
    });
    if (!result.ok) return result;
    const { token, scopes } = result.value;
    return ok({
      body: {
        access_token: token,
        token_type: 'Bearer',
        scope: scopes.join(' '),
        created_at: Math.floor(at / 1000),
      },
    });
  },
});
