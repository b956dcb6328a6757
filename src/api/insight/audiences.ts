import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { askAudienceSize } from '../../insight/audiences/audience-size.ts';
import { changeAudience, endAudience, saveAudience } from '../../insight/audiences/keep-audience.ts';
import { listAudiences, readAudience } from '../../insight/audiences/list-audiences.ts';
import { SIGNED_FROM, setThreshold } from '../../insight/audiences/threshold.ts';
import { MINIMUM_GROUP } from '../../insight/noise/release.ts';
import { audienceFields } from '../../store/signed-plans.ts';
import { actorId, idParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { audienceJson, presentAudience } from './audience-json.ts';
import { budgetJson, presentBudget } from './budget-json.ts';

const AUDIENCES = '/api/insight/v1/audiences';
const AUDIENCE = `${AUDIENCES}/:id`;

const said = {
  title: z.string('is needed').trim().min(1, 'is needed').max(120, 'may have 120 characters at most'),
  ...audienceFields,
};

const getAudiences = endpoint({
  method: 'get',
  path: AUDIENCES,
  summary:
    'The audiences that an organisation keeps, with what it was told of each, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.object({
    signed_from: z.int(),
    signed_from_most: z.int(),
    audiences: z.array(audienceJson),
  }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const kept = await listAudiences(deps, viewer, query.organisation, at);
    if (!kept.ok) return kept;
    const { signedFrom, audiences } = kept.value;
    return ok({
      body: {
        signed_from: signedFrom,
        signed_from_most: SIGNED_FROM,
        audiences: audiences.map(presentAudience),
      },
    });
  },
});

const postAudience = endpoint({
  method: 'post',
  path: AUDIENCES,
  summary: 'Keep a condition over what members show and allow, in one’s function; it counts nobody',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ organisation: actorId, ...said }),
  answers: audienceJson,
  async handle({ caller: { viewer }, body: { organisation, ...audience }, at }, deps) {
    const saved = await saveAudience(deps, viewer, organisation, audience, at);
    if (!saved.ok) return saved;
    const read = await readAudience(deps, viewer, saved.value.id, at);
    return read.ok ? ok({ status: 201, body: presentAudience(read.value) }) : read;
  },
});

const getAudience = endpoint({
  method: 'get',
  path: AUDIENCE,
  summary: 'A saved audience, what was told of its size, and whether it may be used',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: audienceJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const read = await readAudience(deps, viewer, params.id, at);
    return read.ok ? ok({ body: presentAudience(read.value) }) : read;
  },
});

const putAudience = endpoint({
  method: 'put',
  path: AUDIENCE,
  summary: 'Another version of a saved audience; what was signed of the one before is not signed of this',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  body: z.strictObject(said),
  answers: audienceJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const saved = await changeAudience(deps, viewer, params.id, body, at);
    if (!saved.ok) return saved;
    const read = await readAudience(deps, viewer, params.id, at);
    return read.ok ? ok({ body: presentAudience(read.value) }) : read;
  },
});

const deleteAudience = endpoint({
  method: 'delete',
  path: AUDIENCE,
  summary: 'End a saved audience: nothing can be asked of it or done with it any more',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.null(),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endAudience(deps, viewer, params.id, at);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

const postSize = endpoint({
  method: 'post',
  path: `${AUDIENCE}/size`,
  summary:
    'How many members an audience has, for who acts in its function: with noise, out of the budget of the quarter',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.object({
    id: z.string(),
    minimum: z.int(),
    same_until: z.string(),
    audience: audienceJson,
    budget: budgetJson,
  }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const told = await askAudienceSize(deps, viewer, params.id, at);
    if (!told.ok) return told;
    const read = await readAudience(deps, viewer, params.id, at);
    if (!read.ok) return read;
    const { id, minimum, until, budget } = told.value;
    return ok({
      body: {
        id,
        minimum,
        same_until: instantJson(until),
        audience: presentAudience(read.value),
        budget: presentBudget(budget),
      },
    });
  },
});

const putThreshold = endpoint({
  method: 'put',
  path: '/api/insight/v1/audience-threshold',
  summary:
    'From how many members on experts sign an audience of an organisation: fewer than the floor, not more',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    organisation: actorId,
    signed_from: z.int('is a whole number').min(MINIMUM_GROUP, `is ${MINIMUM_GROUP} at least`),
  }),
  answers: z.object({ signed_from: z.int() }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const set = await setThreshold(deps, viewer, body.organisation, body.signed_from, at);
    return set.ok ? ok({ body: { signed_from: set.value } }) : set;
  },
});

/** Conditions by which organisations reach members, without ever having a list of them. */
export const audienceEndpoints: readonly Endpoint[] = [
  getAudiences,
  postAudience,
  getAudience,
  putAudience,
  deleteAudience,
  postSize,
  putThreshold,
];
