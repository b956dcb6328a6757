import { z } from 'zod';
import { newcomerShape } from '../../community/personas/read-newcomer.ts';
import { showPersona } from '../../community/personas/show-persona.ts';
import { joinNetwork } from '../../community/vault/join-network.ts';
import { leaveNetwork } from '../../community/vault/leave-network.ts';
import { listOwnPersonas } from '../../community/vault/own-personas.ts';
import { ok } from '../../core/result.ts';
import { endpoint, idSchema } from '../../http/endpoint.ts';
import type { ActorId } from '../../privacy/words.ts';
import { personaJson, presentPersona } from '../persona-json.ts';

const BASE = '/api/privacy/v1/personas';

export const getPersonas = endpoint({
  method: 'get',
  path: BASE,
  summary: 'One’s personas: all by session, and by token the one that it is bound to',
  auth: 'either',
  answers: z.array(personaJson),
  async handle({ caller, at }, deps) {
    if ('account' in caller) {
      const all = await listOwnPersonas(deps, caller.account, at);
      return all.ok ? ok({ body: all.value.map(presentPersona) }) : all;
    }
    const one = await showPersona(deps, caller.viewer, at);
    return one.ok ? ok({ body: [presentPersona(one.value)] }) : one;
  },
});

export const postPersona = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Join a network under a new persona',
  auth: 'session',
  body: z.object({
    ...newcomerShape,
    network: z.string('is needed').toLowerCase(),
    invite: z.string().max(200).optional(),
    words: z.string().max(1000, 'may have 1000 characters at most').optional(),
  }),
  answers: personaJson,
  async handle({ caller, body, at }, deps) {
    const persona = await joinNetwork(deps, caller.account, body, at);
    return persona.ok ? ok({ status: 201, body: presentPersona(persona.value) }) : persona;
  },
});

export const deletePersona = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'Leave the network',
  auth: 'session',
  params: z.object({ id: idSchema }),
  answers: z.object({}),
  async handle({ caller, params, at }, deps) {
    const left = await leaveNetwork(deps, caller.account, params.id.toLowerCase() as ActorId, at);
    return left.ok ? ok({ status: 204 }) : left;
  },
});
