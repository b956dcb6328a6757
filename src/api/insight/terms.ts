import { z } from 'zod';
import { ok, refuse } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { chooseTerms, readTerms, type ToldTerms } from '../../insight/counting/choose-terms.ts';
import { DELTA, decimal, pricesOf } from '../../insight/noise/accounting.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { DEFAULT_TERMS, MOST_TERMS_DAYS, type NoiseTerms, TERMS_BOUNDS } from '../../privacy/noise-terms.ts';
import { saidTerms, saysTerms, termsFields } from '../../store/signed-plans.ts';
import { actorId } from '../actor-params.ts';
import { instantJson } from '../instant-json.ts';

const TERMS = '/api/insight/v1/terms';

/** ε as decimal numbers in texts, as in the budget. */
const someTerms = {
  minimum: z.int(),
  epsilon_of_quarter: z.string(),
  epsilon_of_query: z.string(),
  /** Whether data is used for a purpose only while a policy in force names it. */
  policy_first: z.boolean(),
};
const bound = z.object({ least: z.number(), most: z.number() });

const termsJson = z
  .object({
    organisation: z.string(),
    ...someTerms,
    delta: z.number(),
    sigma_of_count: z.number(),
    by_default: z.object(someTerms),
    bounds: z.object({ minimum: bound, epsilon_of_quarter: bound, epsilon_of_query: bound, days: z.int() }),
    /** What the experts signed and is in force: it widens what holds without it, until it ends. */
    signed: z.array(
      z.object({
        matter: z.string(),
        title: z.string(),
        minimum: z.int().nullable(),
        epsilon_of_quarter: z.string().nullable(),
        epsilon_of_query: z.string().nullable(),
        until: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'NoiseTerms' });

const presentSome = ({ minimum, epsilonOfQuarter, epsilonOfQuery, policyFirst }: NoiseTerms) => ({
  minimum,
  epsilon_of_quarter: decimal(epsilonOfQuarter),
  epsilon_of_query: decimal(epsilonOfQuery),
  policy_first: policyFirst,
});

const presentTerms = (organisation: string, { terms, signed }: ToldTerms): z.output<typeof termsJson> => ({
  organisation,
  ...presentSome(terms),
  delta: DELTA,
  sigma_of_count: sigmaOf(pricesOf(terms).variance),
  by_default: presentSome(DEFAULT_TERMS),
  bounds: {
    minimum: TERMS_BOUNDS.minimum,
    epsilon_of_quarter: TERMS_BOUNDS.epsilonOfQuarter,
    epsilon_of_query: TERMS_BOUNDS.epsilonOfQuery,
    days: MOST_TERMS_DAYS,
  },
  signed: signed.map(({ matter, title, until, terms: { minimum, epsilonOfQuarter, epsilonOfQuery } }) => ({
    matter,
    title,
    minimum: minimum ?? null,
    epsilon_of_quarter: epsilonOfQuarter === undefined ? null : decimal(epsilonOfQuarter),
    epsilon_of_query: epsilonOfQuery === undefined ? null : decimal(epsilonOfQuery),
    until: Number.isFinite(until) ? instantJson(until) : null,
  })),
});

const getTerms = endpoint({
  method: 'get',
  path: TERMS,
  summary:
    'The minimum, the noise and the budget on which an organisation is told numbers about members, for who holds a seat in it',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: termsJson,
  async handle({ caller: { viewer }, query, at }, deps) {
    const told = await readTerms(deps, viewer, query.organisation, at);
    return told.ok ? ok({ body: presentTerms(query.organisation, told.value) }) : told;
  },
});

const putTerms = endpoint({
  method: 'put',
  path: TERMS,
  summary:
    'Be told less, as any expert: a larger minimum, or less ε, at once and for good; more is signed (a matter of the kind `noise`)',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({ organisation: actorId, ...termsFields }),
  answers: termsJson,
  async handle({ caller: { viewer }, body: { organisation, ...fields }, at }, deps) {
    if (!saysTerms(fields)) {
      return refuse({ kind: 'invalid', field: 'minimum', says: 'or a part of ε is needed' });
    }
    const told = await chooseTerms(deps, viewer, organisation, saidTerms(fields), at);
    return told.ok ? ok({ body: presentTerms(organisation, told.value) }) : told;
  },
});

/** On what terms organisations are told numbers. */
export const termsEndpoints: readonly Endpoint[] = [getTerms, putTerms];
