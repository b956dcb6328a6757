import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint, idSchema } from '../../http/endpoint.ts';
import { readBudget } from '../../insight/counting/read-budget.ts';
import {
  beginWatch,
  endWatch,
  listAlerts,
  listWatches,
  questionsLeft,
  type Watch,
} from '../../insight/listening/watch.ts';
import { FUNCTIONS, type Instant } from '../../privacy/words.ts';
import { actorId, idParams } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';
import { budgetJson, presentBudget } from './budget-json.ts';

const WATCHES = '/api/insight/v1/watches';

const topicJson = z.object({ id: z.string(), title: z.string() });

const watchJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    function: z.enum(FUNCTIONS),
    topic: topicJson,
    begun_at: z.string(),
    /** The last day on which it asks, UTC. */
    until: z.string(),
    ran_on: z.string().nullable(),
    /** How often it may still ask, each time out of the budget like any question. */
    questions_left: z.int(),
    ended_at: z.string().nullable(),
    ended_because: z.enum(['stopped', 'over', 'budget', 'topic', 'nobody']).nullable(),
  })
  .meta({ id: 'Watch' });

const present = (one: Watch, at: Instant): z.output<typeof watchJson> => ({
  id: one.id,
  organisation: one.organisation,
  function: one.function,
  topic: { id: one.topic, title: one.title },
  begun_at: instantJson(one.begun),
  until: one.lastDay,
  ran_on: one.ranOn,
  questions_left: questionsLeft(one, at),
  ended_at: one.ended === null ? null : instantJson(one.ended),
  ended_because: one.because,
});

const getWatches = endpoint({
  method: 'get',
  path: WATCHES,
  summary:
    'What an organisation watches and has watched, with what that may still cost, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.object({ watches: z.array(watchJson), budget: budgetJson }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const watches = await listWatches(deps, viewer, query.organisation, at);
    if (!watches.ok) return watches;
    const budget = await readBudget(deps, viewer, query.organisation, at);
    if (!budget.ok) return budget;
    return ok({
      body: { watches: watches.value.map((one) => present(one, at)), budget: presentBudget(budget.value) },
    });
  },
});

const postWatch = endpoint({
  method: 'post',
  path: WATCHES,
  summary:
    'Have a saved topic be asked about every day until a day, out of the budget: who sits in its function is told of shifts that noise doesn’t explain',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    topic: idSchema.transform((id) => id.toLowerCase()),
    until: z.iso.date('is a day, such as 2026-05-01'),
  }),
  answers: watchJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const begun = await beginWatch(deps, viewer, body.topic, body.until, at);
    return begun.ok ? ok({ status: 201, body: present(begun.value, at) }) : begun;
  },
});

const deleteWatch = endpoint({
  method: 'delete',
  path: `${WATCHES}/:id`,
  summary: 'Have it asked about no more',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.null(),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endWatch(deps, viewer, params.id, at);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

const getAlerts = endpoint({
  method: 'get',
  path: '/api/insight/v1/alerts',
  summary: 'Shifts that an organisation’s watches have told it, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.array(
    z.object({
      id: z.string(),
      watch: z.string(),
      topic: topicJson,
      /** How many spoke, how many posts, or how they sounded on average (-100 to 100). */
      kind: z.enum(['members', 'posts', 'mood']),
      day: z.string(),
      before_day: z.string(),
      now: z.number(),
      before: z.number(),
      told_at: z.string(),
    }),
  ),
  async handle({ caller: { viewer }, query, at }, deps) {
    const alerts = await listAlerts(deps, viewer, query.organisation, at);
    if (!alerts.ok) return alerts;
    return ok({
      body: alerts.value.map(({ id, watch, topic, title, kind, day, beforeDay, now, before, told }) => ({
        id,
        watch,
        topic: { id: topic, title },
        kind,
        day,
        before_day: beforeDay,
        now: Number(now.toFixed(1)),
        before: Number(before.toFixed(1)),
        told_at: instantJson(told),
      })),
    });
  },
});

/** What organisations have be asked every day, and what came of it. */
export const watchEndpoints: readonly Endpoint[] = [getWatches, postWatch, deleteWatch, getAlerts];
