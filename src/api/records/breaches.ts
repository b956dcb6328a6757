import { z } from 'zod';
import { tellOfRecords } from '../../community/notifications/tell-of-records.ts';
import { ok } from '../../core/result.ts';
import {
  enterBreach,
  findAffected,
  listBreaches,
  openBreach,
} from '../../governance/breaches/keep-breaches.ts';
import { ownNotices } from '../../governance/breaches/own-notices.ts';
import { scopeText } from '../../governance/breaches/scope.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { countAffected } from '../../insight/counting/count-affected.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import type { BreachId } from '../../privacy/words.ts';
import { actorId, actorParams } from '../actor-params.ts';
import { numberJson, presentNumber } from '../insight/number-json.ts';
import { instantJson } from '../instant-json.ts';
import { breachJson, newBreachBody, newEntryBody, presentBreach } from './breach-json.ts';

const PATH = '/api/organisations/v1/records/:id/breaches';

const getBreaches = endpoint({
  method: 'get',
  path: PATH,
  summary: 'An organisation’s notebook of breaches, latest first, for its experts',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  answers: z.array(breachJson),
  async handle({ caller: { viewer }, params, at }, deps) {
    const breaches = await listBreaches(deps, viewer, params.id, at);
    return breaches.ok ? ok({ body: breaches.value.map((one) => presentBreach(one, at)) }) : breaches;
  },
});

const postBreach = endpoint({
  method: 'post',
  path: PATH,
  summary: 'Open a breach: which uses of members’ data it is about, and when it became known',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: newBreachBody,
  answers: breachJson,
  async handle({ caller: { viewer }, params, body: { title, known_at: knownAt, ...scope }, at }, deps) {
    const opened = await openBreach(deps, viewer, params.id, { title, knownAt, scope }, at);
    if (!opened.ok) return opened;
    await tellOfRecords(deps, at);
    return ok({ status: 201, body: presentBreach(opened.value, at) });
  },
});

const breachParams = z.object({
  id: actorId,
  breach: idSchema.transform((id) => id.toLowerCase() as BreachId),
});

const postEntry = endpoint({
  method: 'post',
  path: `${PATH}/:breach/entries`,
  summary:
    'Enter into the notebook what was done; `changed` says anew which uses it was, `told` has the system tell those affected, in these words',
  auth: 'persona',
  scope: 'privacy',
  params: breachParams,
  body: newEntryBody,
  answers: breachJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const of = { organisation: params.id, id: params.breach };
    const entered = await enterBreach(deps, viewer, of, body, at);
    if (!entered.ok) return entered;
    await tellOfRecords(deps, at);
    return ok({ body: presentBreach(entered.value, at) });
  },
});

const postCount = endpoint({
  method: 'post',
  path: `${PATH}/:breach/count`,
  summary: 'About how many members a breach affects: with noise, out of the organisation’s budget',
  auth: 'persona',
  scope: 'privacy',
  params: breachParams,
  answers: z.object({
    ...numberJson.shape,
    sigma: z.number(),
    asked_at: z.string(),
  }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const affected = await findAffected(deps, viewer, { organisation: params.id, id: params.breach }, at);
    if (!affected.ok) return affected;
    const { breach, found } = affected.value;
    const counted = { organisation: params.id, scope: scopeText(breach.scope), found };
    const answered = await countAffected(deps, viewer.network, counted, at);
    if (!answered.ok) return answered;
    const { released, variance, askedAt } = answered.value;
    return ok({
      body: {
        ...presentNumber(released, answered.value),
        sigma: sigmaOf(variance),
        asked_at: instantJson(askedAt),
      },
    });
  },
});

const getNotices = endpoint({
  method: 'get',
  path: '/api/privacy/v1/breach-notices',
  summary: 'What one was told of breaches that affected one’s own data, latest first',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(
    z.object({
      breach: z.string(),
      organisation: z.object({ id: z.string(), display_name: z.string() }),
      from: z.string(),
      until: z.string(),
      words: z.string(),
      advice: z.string(),
      at: z.string(),
    }),
  ),
  async handle({ caller: { viewer } }, deps) {
    const notices = await ownNotices(deps, viewer);
    return ok({
      body: notices.map(({ organisation, from, until, at, ...notice }) => ({
        ...notice,
        organisation: { id: organisation.id, display_name: organisation.name },
        from: instantJson(from),
        until: instantJson(until),
        at: instantJson(at),
      })),
    });
  },
});

/** Breaches, and who is told of them. */
export const breachEndpoints: readonly Endpoint[] = [
  getBreaches,
  postBreach,
  postEntry,
  postCount,
  getNotices,
];
