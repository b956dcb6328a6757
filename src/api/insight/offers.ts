import { z } from 'zod';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { askOutcomes, OUTCOMES } from '../../insight/offers/ask-outcomes.ts';
import { changeDraft, draftOffer, endOffer, publishOffer } from '../../insight/offers/keep-offer.ts';
import { listOffers, readOffer } from '../../insight/offers/list-offers.ts';
import { LONGEST_DAYS, type SaidOffer } from '../../insight/offers/offer.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorId, idParams } from '../actor-params.ts';
import { askedJson, presentAsked } from './asked-json.ts';
import { numberJson, presentNumber } from './number-json.ts';
import { offerJson, presentOffer, saidOffer } from './offer-json.ts';

const OFFERS = '/api/insight/v1/offers';
const OFFER = `${OFFERS}/:id`;

const saidOf = ({
  most_times: mostTimes,
  within_days: withinDays,
  until,
  ...said
}: z.output<typeof saidOffer>): SaidOffer => ({
  ...said,
  mostTimes,
  withinDays,
  endsAt: Date.parse(until),
});

async function told(deps: Deps, viewer: Viewer, id: string, at: Instant, status: 200 | 201 = 200) {
  const read = await readOffer(deps, viewer, id, at);
  return read.ok ? ok({ status, body: presentOffer(read.value, at) }) : read;
}

const getOffers = endpoint({
  method: 'get',
  path: OFFERS,
  summary:
    'The offers of an organisation, drafts too, for who holds a seat in it; of whom they reached nothing is told',
  auth: 'persona',
  scope: 'privacy',
  query: z.object({ organisation: actorId }),
  answers: z.object({ longest_days: z.int(), offers: z.array(offerJson) }),
  async handle({ caller: { viewer }, query, at }, deps) {
    const offers = await listOffers(deps, viewer, query.organisation, at);
    if (!offers.ok) return offers;
    return ok({
      body: { longest_days: LONGEST_DAYS, offers: offers.value.map((one) => presentOffer(one, at)) },
    });
  },
});

const postOffer = endpoint({
  method: 'post',
  path: OFFERS,
  summary: 'Write an offer for a saved audience, in whose function one acts; nobody is shown a draft',
  auth: 'persona',
  scope: 'privacy',
  body: saidOffer.extend({ organisation: actorId }),
  answers: offerJson,
  async handle({ caller: { viewer }, body: { organisation, ...said }, at }, deps) {
    const drafted = await draftOffer(deps, viewer, organisation, saidOf(said), at);
    return drafted.ok ? told(deps, viewer, drafted.value.id, at, 201) : drafted;
  },
});

const getOffer = endpoint({
  method: 'get',
  path: OFFER,
  summary: 'An offer of an organisation, and what stands in its way',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: offerJson,
  handle: ({ caller: { viewer }, params, at }, deps) => told(deps, viewer, params.id, at),
});

const putOffer = endpoint({
  method: 'put',
  path: OFFER,
  summary: 'Write a draft anew; what is live stays as it was shown',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  body: saidOffer,
  answers: offerJson,
  async handle({ caller: { viewer }, params, body, at }, deps) {
    const changed = await changeDraft(deps, viewer, params.id, saidOf(body), at);
    return changed.ok ? told(deps, viewer, params.id, at) : changed;
  },
});

const postPublish = endpoint({
  method: 'post',
  path: `${OFFER}/publish`,
  summary: 'Have a draft be shown to whoever of its audience asks, if the audience may be used',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: offerJson,
  async handle({ caller: { viewer }, params, at }, deps) {
    const published = await publishOffer(deps, viewer, params.id, at);
    return published.ok ? told(deps, viewer, params.id, at) : published;
  },
});

const deleteOffer = endpoint({
  method: 'delete',
  path: OFFER,
  summary: 'End an offer now; a draft is thrown away',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.null(),
  async handle({ caller: { viewer }, params, at }, deps) {
    const ended = await endOffer(deps, viewer, params.id, at);
    return ended.ok ? ok({ status: 204 }) : ended;
  },
});

const postOutcomes = endpoint({
  method: 'post',
  path: `${OFFER}/outcomes`,
  summary:
    'How many members were shown an offer, opened and accepted it, for who acts in its function: with noise, out of the budget',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  answers: z.object({
    id: z.string(),
    outcomes: z.array(numberJson.extend({ outcome: z.enum(OUTCOMES), sigma: z.number() })),
    minimum: z.int(),
    ...askedJson.shape,
  }),
  async handle({ caller: { viewer }, params, at }, deps) {
    const answer = await askOutcomes(deps, viewer, params.id, at);
    if (!answer.ok) return answer;
    const { id, parts, variances, minimum } = answer.value;
    return ok({
      body: {
        id,
        outcomes: OUTCOMES.map((outcome, n) => ({
          outcome,
          ...presentNumber(parts[n]?.[0] ?? null, { minimum, variance: variances[n] ?? 0n }),
          sigma: sigmaOf(variances[n] ?? 0n),
        })),
        minimum,
        ...presentAsked(answer.value),
      },
    });
  },
});

/** What organisations offer to whoever meets a condition, without ever knowing who does. */
export const offerEndpoints: readonly Endpoint[] = [
  getOffers,
  postOffer,
  getOffer,
  putOffer,
  postPublish,
  deleteOffer,
  postOutcomes,
];
