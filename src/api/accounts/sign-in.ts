import { signIn } from '../../community/vault/sign-in.ts';
import { ok } from '../../core/result.ts';
import { clientAddress } from '../../http/client-address.ts';
import { endpoint } from '../../http/endpoint.ts';
import { fromSameOrigin } from '../../http/same-origin.ts';
import { credentialsBody, signedIn, signedInJson } from './credentials.ts';

export const postSession = endpoint({
  method: 'post',
  path: '/api/privacy/v1/session',
  summary: 'Sign in',
  auth: 'nobody',
  body: credentialsBody,
  answers: signedInJson,
  async handle({ body, at, context }, deps) {
    const own = fromSameOrigin(context, deps, false);
    if (!own.ok) return own;
    const result = await signIn(deps, body, clientAddress(context, deps), at);
    return result.ok ? ok(signedIn(deps, result.value.cookie)) : result;
  },
});
