import { signUp } from '../../community/vault/sign-up.ts';
import { ok } from '../../core/result.ts';
import { clientAddress } from '../../http/client-address.ts';
import { endpoint } from '../../http/endpoint.ts';
import { fromSameOrigin } from '../../http/same-origin.ts';
import { credentialsBody, signedIn, signedInJson } from './credentials.ts';

export const postAccount = endpoint({
  method: 'post',
  path: '/api/privacy/v1/accounts',
  summary: 'Sign up, and be signed in',
  auth: 'nobody',
  body: credentialsBody,
  answers: signedInJson,
  async handle({ body, at, context }, deps) {
    const own = fromSameOrigin(context, deps, false);
    if (!own.ok) return own;
    const result = await signUp(deps, body, clientAddress(context, deps), at);
    return result.ok ? ok(signedIn(deps, result.value.cookie)) : result;
  },
});
