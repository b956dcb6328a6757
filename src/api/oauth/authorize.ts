import { z } from 'zod';
import { type AuthorisationRequest, checkAuthorisation } from '../../community/tokens/authorisation.ts';
import { OUT_OF_BAND } from '../../community/tokens/redirect-uri.ts';
import { letAppIn } from '../../community/vault/let-app-in.ts';
import { ok } from '../../core/result.ts';
import { endpoint, idSchema } from '../../http/endpoint.ts';
import type { ActorId } from '../../privacy/words.ts';

const PATH = '/api/privacy/v1/oauth/authorize';

/** The parameters of the authorisation page's address, as the app wrote them. */
const asked = z.object({
  response_type: z.string().max(40),
  client_id: z.string().max(100),
  redirect_uri: z.string().max(2000),
  scope: z.string().max(500).default(''),
  state: z.string().max(4000).optional(),
  code_challenge: z.string().max(200).optional(),
  code_challenge_method: z.string().max(40).optional(),
});

const requestOf = (query: z.output<typeof asked>): AuthorisationRequest => ({
  responseType: query.response_type,
  clientId: query.client_id,
  redirectUri: query.redirect_uri,
  scope: query.scope,
  challenge: query.code_challenge ?? null,
  challengeMethod: query.code_challenge_method ?? null,
});

export const getAuthorisation = endpoint({
  method: 'get',
  path: PATH,
  summary: 'What an app asks for, to be shown before one lets it in',
  auth: 'session',
  query: asked,
  answers: z.object({
    app: z.object({ name: z.string(), website: z.string().nullable() }),
    redirect_uri: z.string(),
    scopes: z.array(z.string()),
  }),
  async handle({ query }, deps) {
    const result = await checkAuthorisation(deps, requestOf(query));
    if (!result.ok) return result;
    const { app, redirectUri, scopes } = result.value;
    return ok({ body: { app: { name: app.name, website: app.website }, redirect_uri: redirectUri, scopes } });
  },
});

export const postAuthorisation = endpoint({
  method: 'post',
  path: PATH,
  summary: 'Let an app in as one of one’s personas, or refuse it',
  auth: 'session',
  body: z.discriminatedUnion(
    'decision',
    [
      asked.extend({ decision: z.literal('allow'), persona: idSchema }),
      asked.extend({ decision: z.literal('deny') }),
    ],
    { error: 'is allow or deny' },
  ),
  answers: z.object({
    /** Where the browser goes next; null where the person carries the code over. */
    redirect_to: z.string().nullable(),
    code: z.string().nullable(),
  }),
  async handle({ caller, body, at }, deps) {
    const result = await checkAuthorisation(deps, requestOf(body));
    if (!result.ok) return result;
    const issuer = deps.publicUrl;
    if (body.decision === 'deny') {
      return ok({ body: { redirect_to: back(body, { error: 'access_denied', iss: issuer }), code: null } });
    }
    const session = { account: caller.account, hash: caller.sessionHash };
    const code = await letAppIn(deps, session, body.persona.toLowerCase() as ActorId, result.value, at);
    if (!code.ok) return code;
    const to = back(body, { code: code.value, iss: issuer });
    return ok({ body: { redirect_to: to, code: to === null ? code.value : null } });
  },
});

/** The app's address with the answer (RFC 6749, section 4.1.2; `iss` by RFC 9207). */
function back(
  { redirect_uri, state }: { readonly redirect_uri: string; readonly state?: string | undefined },
  answer: Readonly<Record<string, string>>,
): string | null {
  if (redirect_uri === OUT_OF_BAND) return null;
  const all = new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) });
  return `${redirect_uri}${redirect_uri.includes('?') ? '&' : '?'}${all}`;
}
