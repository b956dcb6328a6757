import { z } from 'zod';
import { answerCheckUp } from '../../community/check-up/answer-check-up.ts';
import { readCheckUp } from '../../community/check-up/check-up.ts';
import { endGrant } from '../../community/grants/end-grant.ts';
import { giveGrant } from '../../community/grants/give-grant.ts';
import { listGrants } from '../../community/grants/list-grants.ts';
import { newGrantSchema } from '../../community/grants/new-grant.ts';
import { asHouse } from '../../community/organisations/as-house.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { matches } from '../../http/entity-tag.ts';
import { linkHeader, pageOf, pageQuery } from '../../http/pagination.ts';
import type { GrantId } from '../../privacy/words.ts';
import { actorParams } from '../actor-params.ts';
import {
  answeredJson,
  answersSchema,
  checkUpJson,
  presentAnswered,
  presentCheckUp,
} from '../check-up/check-up.ts';
import { grantJson, presentGrant } from '../grants/grants.ts';

const GRANTS = '/api/organisations/v1/:id/grants';
const CHECK_UP = '/api/organisations/v1/:id/check-up';

const getGrants = endpoint({
  method: 'get',
  path: GRANTS,
  summary: 'What an organisation opened to whom, for its keepers',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  query: pageQuery(200, 100),
  answers: z.array(grantJson),
  async handle({ caller: { viewer }, params, query, at, context }, deps) {
    const house = await asHouse(deps, viewer, params.id, at);
    if (!house.ok) return house;
    const all = { kind: null, object: null, grant: null };
    const grants = await listGrants(deps, house.value, all, pageOf(query), at);
    const headers = linkHeader(
      context.req.url,
      grants.map(({ id }) => id),
    );
    return ok({ body: grants.map(presentGrant), headers });
  },
});

const postGrant = endpoint({
  method: 'post',
  path: GRANTS,
  summary: 'Open something of an organisation’s own: its connections, its staff list, what it shares',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: newGrantSchema,
  answers: grantJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const house = await asHouse(deps, viewer, params.id, at);
    if (!house.ok) return house;
    const grant = await giveGrant(deps, house.value, body, at);
    return grant.ok ? ok({ status: 201, body: presentGrant(grant.value) }) : grant;
  },
});

const deleteGrant = endpoint({
  method: 'delete',
  path: `${GRANTS}/:grant`,
  summary: 'End a grant of an organisation’s now',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams.extend({ grant: idSchema.transform((id) => id.toLowerCase() as GrantId) }),
  answers: z.object({}),
  async handle({ caller: { viewer }, params, at }, deps) {
    const house = await asHouse(deps, viewer, params.id, at);
    if (!house.ok) return house;
    const ended = await endGrant(deps, house.value, params.grant, at);
    return ended.ok ? ok({ body: {} }) : ended;
  },
});

const getCheckUp = endpoint({
  method: 'get',
  path: CHECK_UP,
  summary: 'What an organisation decided and its keepers are to look at again',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  query: z.object({ limit: z.coerce.number('is a number').int().min(1).max(200).default(50) }),
  answers: checkUpJson,
  async handle({ caller: { viewer }, params, query, at }, deps) {
    const house = await asHouse(deps, viewer, params.id, at);
    if (!house.ok) return house;
    const found = await readCheckUp(deps, house.value, query.limit, at);
    if (!found.ok) return found;
    const body = presentCheckUp(found.value);
    return ok({ body, headers: { etag: body.etag } });
  },
});

const postCheckUp = endpoint({
  method: 'post',
  path: CHECK_UP,
  summary: 'Carry forward, shorten or withdraw what an organisation decided, in one transaction',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: answersSchema,
  answers: answeredJson,
  async handle({ caller: { viewer }, params, body, at, context }, deps) {
    const house = await asHouse(deps, viewer, params.id, at);
    if (!house.ok) return house;
    const isExpected = (version: string) => matches(context, version);
    const answered = await answerCheckUp(deps, house.value, body, isExpected, at);
    return answered.ok ? ok({ body: presentAnswered(answered.value) }) : answered;
  },
});

export const organisationGrantEndpoints: readonly Endpoint[] = [
  getGrants,
  postGrant,
  deleteGrant,
  getCheckUp,
  postCheckUp,
];
