import { z } from 'zod';
import { founderSchema, newNetworkSchema } from '../../community/networks/read-network.ts';
import { isEmpty, setUp } from '../../community/vault/set-up.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { fromSameOrigin } from '../../http/same-origin.ts';
import { networkJson, presentNetwork } from '../network-json.ts';
import { personaJson, presentPersona } from '../persona-json.ts';
import { credentialsBody, signedIn, signedInJson } from './credentials.ts';

export const getSetup = endpoint({
  method: 'get',
  path: '/api/privacy/v1/setup',
  summary: 'Whether the server is yet to be set up',
  auth: 'nobody',
  answers: z.object({ empty: z.boolean() }),
  async handle(_call, deps) {
    return ok({ body: { empty: await isEmpty(deps) } });
  },
});

export const postSetup = endpoint({
  method: 'post',
  path: '/api/privacy/v1/setup',
  summary: 'Make the first account and the first network, while the server is empty',
  auth: 'nobody',
  body: credentialsBody.extend({ network: newNetworkSchema, persona: founderSchema }),
  answers: signedInJson.extend({ network: networkJson, persona: personaJson }),
  async handle({ body, at, context }, deps) {
    const own = fromSameOrigin(context, deps, false);
    if (!own.ok) return own;
    const { email, password, network, persona } = body;
    const result = await setUp(deps, { email, password }, network, persona, at);
    if (!result.ok) return result;
    const made = result.value;
    return ok(
      signedIn(deps, made.cookie, {
        network: presentNetwork(made.network),
        persona: presentPersona(made.persona),
      }),
    );
  },
});
