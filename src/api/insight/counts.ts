import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { askCount } from '../../insight/counting/ask-count.ts';
import { COUNTED } from '../../insight/counting/question.ts';
import { readBudget } from '../../insight/counting/read-budget.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { PURPOSES, purposeIri } from '../../privacy/purposes.ts';
import { FUNCTIONS } from '../../privacy/words.ts';
import { actorId } from '../actor-params.ts';
import { askedJson, presentAsked } from './asked-json.ts';
import { budgetJson, presentBudget } from './budget-json.ts';
import { numberJson, presentNumber } from './number-json.ts';

const BASE = '/api/insight/v1';

const postCount = endpoint({
  method: 'post',
  path: `${BASE}/counts`,
  summary:
    'How many members let an organisation do something, for who acts for it: with noise, out of its budget of the quarter',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    organisation: actorId,
    function: z.enum(FUNCTIONS, 'is no business function'),
    purpose: z.enum(PURPOSES as [(typeof PURPOSES)[number]], 'is no purpose'),
    what: z.enum(COUNTED, 'is posts, attributes, ties or contact'),
  }),
  answers: z.object({
    id: z.string(),
    purpose_iri: z.string(),
    ...numberJson.shape,
    minimum: z.int(),
    sigma: z.number(),
    ...askedJson.shape,
  }),
  async handle({ caller: { viewer }, body, at }, deps) {
    const answered = await askCount(deps, viewer, body, at);
    if (!answered.ok) return answered;
    const { id, released, minimum, variance } = answered.value;
    return ok({
      body: {
        id,
        purpose_iri: purposeIri(body.purpose),
        ...presentNumber(released, answered.value),
        minimum,
        sigma: sigmaOf(variance),
        ...presentAsked(answered.value),
      },
    });
  },
});

const getBudget = endpoint({
  method: 'get',
  path: `${BASE}/budget`,
  summary: 'What an organisation may still learn of members in this quarter, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: budgetJson,
  async handle({ caller: { viewer }, query, at }, deps) {
    const budget = await readBudget(deps, viewer, query.organisation, at);
    return budget.ok ? ok({ body: presentBudget(budget.value) }) : budget;
  },
});

/** What organisations learn of members in numbers. */
export const insightEndpoints: readonly Endpoint[] = [postCount, getBudget];
