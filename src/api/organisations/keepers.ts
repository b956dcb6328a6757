import { z } from 'zod';
import { appointKeeper, dismissKeeper, listKeepers } from '../../community/organisations/keepers.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { accountSchema, presentFaces } from '../../present/account.ts';
import { actorParams, personaParams } from '../actor-params.ts';

const KEEPERS = '/api/organisations/v1/:id/keepers';

const getKeepers = endpoint({
  method: 'get',
  path: KEEPERS,
  summary: 'Who keeps the house of an organisation, for those who do',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(accountSchema),
  async handle({ caller: { viewer }, params, at }, deps) {
    const keepers = await listKeepers(deps, viewer, params.id, at);
    if (!keepers.ok) return keepers;
    const faces = await presentFaces(deps, viewer, keepers.value, at);
    return ok({ body: keepers.value.flatMap((id) => faces.get(id) ?? []) });
  },
});

const changing = (method: 'put' | 'delete', summary: string): Endpoint =>
  endpoint({
    method,
    path: `${KEEPERS}/:persona`,
    summary,
    auth: 'persona',
    scope: 'privacy',
    params: personaParams,
    answers: z.object({}),
    async handle({ caller: { viewer }, params, at }, deps) {
      const change = method === 'put' ? appointKeeper : dismissKeeper;
      const changed = await change(deps, viewer, params.id, params.persona, at);
      return changed.ok ? ok({ status: 204 }) : changed;
    },
  });

export const keeperEndpoints: readonly Endpoint[] = [
  getKeepers,
  changing(
    'put',
    'Make somebody a keeper of an organisation: they give its seats, and grant what is its own',
  ),
  changing('delete', 'Take the role from a keeper; the last one hands it on first'),
];
