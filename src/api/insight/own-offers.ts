import { z } from 'zod';
import { actingMember } from '../../community/actors/acting.ts';
import { seenOrganisations } from '../../community/organisations/seen-organisations.ts';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import {
  hideOffer,
  readOfferChoices,
  setHidden,
  setMostADay,
  USUAL_A_DAY,
} from '../../insight/offers/offer-choices.ts';
import { noteOutcome, offersShownTo, showNextOffer } from '../../insight/offers/show-offer.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actorParams, idParams } from '../actor-params.ts';
import { ownOfferJson, presentOwnOffers } from './own-offer-json.ts';

const OFFERS = '/api/privacy/v1/offers';
const CHOICES = '/api/privacy/v1/offer-choices';

const choicesJson = z.object({
  /** As many as are shown in 24 hours, of all organisations together. */
  usual: z.int(),
  most: z.int(),
  hidden_organisations: z.array(z.object({ id: z.string(), display_name: z.string() })),
});

const groundOf = ({ network, networkFacts }: Viewer) => ({ network, policies: networkFacts.policies });

async function choices(deps: Deps, viewer: Viewer, at: Instant) {
  const { most, hidden } = await readOfferChoices(deps, viewer, at);
  return ok({
    body: {
      usual: USUAL_A_DAY,
      most,
      hidden_organisations: hidden.map(({ id, name }) => ({ id, display_name: name })),
    },
  });
}

const getOffers = endpoint({
  method: 'get',
  path: OFFERS,
  summary:
    'Offers that one was shown and meets the conditions of still, each with why: by what one shows, and which grants let it',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(ownOfferJson),
  async handle({ caller: { viewer }, at }, deps) {
    const me = actingMember(viewer, at);
    if (!me.ok) return me;
    const offers = await offersShownTo(deps, groundOf(viewer), me.value, at);
    return ok({ body: await presentOwnOffers(deps, viewer, offers, at) });
  },
});

const postNext = endpoint({
  method: 'post',
  path: `${OFFERS}/next`,
  summary:
    'The offer to be shown to one now, if there is one: found as it is asked for, and counted against what one takes in a day',
  auth: 'persona',
  scope: 'privacy',
  answers: z.object({ offer: ownOfferJson.nullable() }),
  async handle({ caller: { viewer }, at }, deps) {
    const me = actingMember(viewer, at);
    if (!me.ok) return me;
    const shown = await showNextOffer(deps, groundOf(viewer), me.value, at);
    const [offer = null] = await presentOwnOffers(deps, viewer, shown === null ? [] : [shown], at);
    return ok({ body: { offer } });
  },
});

const noting = (outcome: 'opened' | 'accepted', deed: string, summary: string): Endpoint =>
  endpoint({
    method: 'post',
    path: `${OFFERS}/:id/${deed}`,
    summary,
    auth: 'persona',
    scope: 'privacy',
    params: idParams,
    answers: ownOfferJson,
    async handle({ caller: { viewer }, params, at }, deps) {
      const me = actingMember(viewer, at);
      if (!me.ok) return me;
      const shown = await noteOutcome(
        deps,
        groundOf(viewer),
        { member: me.value, id: params.id, outcome },
        at,
      );
      if (shown === null) return absent;
      const [offer] = await presentOwnOffers(deps, viewer, [shown], at);
      return offer === undefined ? absent : ok({ body: offer });
    },
  });

const putHidden = endpoint({
  method: 'put',
  path: `${OFFERS}/:id/hidden`,
  summary: 'Not be shown an offer any more, or again',
  auth: 'persona',
  scope: 'privacy',
  params: idParams,
  body: z.strictObject({ hidden: z.boolean('is true or false') }),
  answers: z.object({ hidden: z.boolean() }),
  async handle({ caller: { viewer }, params, body: { hidden }, at }, deps) {
    const me = actingMember(viewer, at);
    if (!me.ok) return me;
    const { community } = deps.store;
    const set = await hideOffer(community, viewer.network, { member: me.value, id: params.id, hidden }, at);
    return set ? ok({ body: { hidden } }) : absent;
  },
});

const getChoices = endpoint({
  method: 'get',
  path: CHOICES,
  summary: 'How many offers one takes in a day, and of which organisations none',
  auth: 'persona',
  scope: 'privacy',
  answers: choicesJson,
  handle: ({ caller: { viewer }, at }, deps) => choices(deps, viewer, at),
});

const putChoices = endpoint({
  method: 'put',
  path: CHOICES,
  summary: 'Take fewer offers in a day than usual, down to none; it can’t be made more',
  auth: 'persona',
  scope: 'privacy',
  body: z.strictObject({
    most: z.int('is a whole number').min(0, 'is none at least').max(USUAL_A_DAY, `is ${USUAL_A_DAY} at most`),
  }),
  answers: choicesJson,
  async handle({ caller: { viewer }, body, at }, deps) {
    const me = actingMember(viewer, at);
    if (!me.ok) return me;
    await setMostADay(deps.store.community, viewer.network, me.value, body.most, at);
    return choices(deps, viewer, at);
  },
});

const putOrganisation = endpoint({
  method: 'put',
  path: `${CHOICES}/organisations/:id`,
  summary: 'Be shown none of an organisation’s offers any more, or again',
  auth: 'persona',
  scope: 'privacy',
  params: actorParams,
  body: z.strictObject({ hidden: z.boolean('is true or false') }),
  answers: choicesJson,
  async handle({ caller: { viewer }, params: { id }, body: { hidden }, at }, deps) {
    const me = actingMember(viewer, at);
    if (!me.ok) return me;
    const known = await knows(deps, viewer, me.value, id, at);
    if (!known.ok) return known;
    await setHidden(deps.store.community, viewer.network, { member: me.value, id, hidden }, at);
    return choices(deps, viewer, at);
  },
});

/** Whom one saw an offer of one may hide, whether it shows itself otherwise or not. */
async function knows(
  deps: Deps,
  viewer: Viewer,
  me: ActorId,
  id: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const { hidden } = await readOfferChoices(deps, viewer, at);
  if (hidden.some((one) => one.id === id)) return ok(null);
  if ((await seenOrganisations(deps, viewer, [id], at)).has(id)) return ok(null);
  const shown = await offersShownTo(deps, groundOf(viewer), me, at);
  if (shown.some(({ offer }) => offer.organisation === id)) return ok(null);
  return refuse({ kind: 'invalid', field: 'organisation', says: 'is no organisation that is there for you' });
}

/** What is offered to oneself, and what one takes of it. */
export const ownOfferEndpoints: readonly Endpoint[] = [
  getOffers,
  postNext,
  noting('opened', 'open', 'Say that one opened an offer: its organisation learns how many did, with noise'),
  noting(
    'accepted',
    'accept',
    'Accept an offer: its organisation learns how many did, with noise, and not who',
  ),
  putHidden,
  getChoices,
  putChoices,
  putOrganisation,
];
