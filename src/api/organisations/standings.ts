import { z } from 'zod';
import { readToldElsewhere, setHost, setToldElsewhere } from '../../community/organisations/standings.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { actorParams } from '../actor-params.ts';

const standing = (
  method: 'put' | 'delete',
  name: 'host' | 'elsewhere',
  summary: string,
  set: typeof setHost,
): Endpoint =>
  endpoint({
    method,
    path: `/api/organisations/v1/:id/${name}`,
    summary,
    auth: 'persona',
    scope: 'privacy',
    params: actorParams,
    answers: z.object({}),
    async handle({ caller: { viewer }, params, at }, deps) {
      const done = await set(deps, viewer, params.id, method === 'put', at);
      return done.ok ? ok({ status: 204 }) : done;
    },
  });

const getElsewhere = endpoint({
  method: 'get',
  path: '/api/organisations/v1/:id/elsewhere',
  summary: 'Whether an organisation lets it be told on which other networks it is, for its keepers',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.object({ told: z.boolean() }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const told = await readToldElsewhere(deps, viewer, params.id, at);
    return told.ok ? ok({ body: { told: told.value } }) : told;
  },
});

export const standingEndpoints: readonly Endpoint[] = [
  getElsewhere,
  standing(
    'put',
    'host',
    'Say that an organisation hosts the network, as its administrator; another is host no longer',
    setHost,
  ),
  standing('delete', 'host', 'Say that an organisation hosts the network no longer', setHost),
  standing(
    'put',
    'elsewhere',
    'Let it be told on which other networks an organisation is, where it says so there as well',
    setToldElsewhere,
  ),
  standing(
    'delete',
    'elsewhere',
    'Let it be told no longer on which other networks an organisation is',
    setToldElsewhere,
  ),
];
