import { z } from 'zod';
import { listNetworks, showNetwork } from '../../community/networks/find-networks.ts';
import { founderSchema, newNetworkSchema } from '../../community/networks/read-network.ts';
import { updateNetwork } from '../../community/networks/update-network.ts';
import { foundNetwork } from '../../community/vault/found-network.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { networkJson, presentNetwork } from '../network-json.ts';
import { personaJson, presentPersona } from '../persona-json.ts';
import { slugParams } from './params.ts';

export const getNetworks = endpoint({
  method: 'get',
  path: '/api/privacy/v1/networks',
  summary: 'The networks that one may ask to join',
  auth: 'nobody',
  answers: z.array(networkJson),
  async handle(_call, deps) {
    return ok({ body: (await listNetworks(deps)).map(presentNetwork) });
  },
});

export const getNetwork = endpoint({
  method: 'get',
  path: '/api/privacy/v1/networks/:slug',
  summary: 'A network, its rules and what it asks of newcomers',
  auth: 'nobody',
  params: slugParams,
  answers: networkJson,
  async handle({ params }, deps) {
    const network = await showNetwork(deps, params.slug);
    return network.ok ? ok({ body: presentNetwork(network.value) }) : network;
  },
});

export const postNetwork = endpoint({
  method: 'post',
  path: '/api/privacy/v1/networks',
  summary: 'Make a network and administer it, where one may',
  auth: 'session',
  body: newNetworkSchema.extend({ persona: founderSchema }),
  answers: z.object({ network: networkJson, persona: personaJson }),
  async handle({ caller, body: { persona, ...network }, at }, deps) {
    const result = await foundNetwork(deps, caller.account, network, persona, at);
    if (!result.ok) return result;
    const made = result.value;
    return ok({
      status: 201,
      body: { network: presentNetwork(made.network), persona: presentPersona(made.persona) },
    });
  },
});

export const putNetwork = endpoint({
  method: 'put',
  path: '/api/privacy/v1/networks/:slug',
  summary: 'Change what the network says of itself, and its rules, as an administrator',
  auth: 'persona',
  scope: 'privacy',
  params: slugParams,
  body: newNetworkSchema.pick({ title: true, description: true, rules: true }),
  answers: networkJson,
  async handle({ caller, params, body, at }, deps) {
    const changed = await updateNetwork(deps, caller.viewer, params.slug, body, at);
    return changed.ok ? ok({ body: presentNetwork(changed.value) }) : changed;
  },
});
