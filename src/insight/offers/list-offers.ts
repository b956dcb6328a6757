import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import { hindranceOf, type OfferHindrance } from './audience-of-offer.ts';
import { loadOffer, loadOffers, type Offer, stateOf } from './offer.ts';

/** An offer, and what stands in its way; of one that has ended nothing is said. */
export interface ToldOffer {
  readonly offer: Offer;
  readonly hindrance: OfferHindrance | null;
}

/** An organisation's offers, the newest first, for whoever holds a seat in it. Nothing is told of whom they were shown to. */
export async function listOffers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly ToldOffer[]>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const told: ToldOffer[] = [];
  for (const offer of await loadOffers(deps.store.community, viewer.network, organisation)) {
    told.push(await tellOf(deps, viewer, offer, at));
  }
  return ok(told);
}

/** One of them. */
export async function readOffer(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<ToldOffer>> {
  const offer = await loadOffer(deps.store.community, viewer.network, id);
  if (offer === null) return absent;
  const seated = await seatedIn(deps.store.community, viewer, offer.organisation, at);
  return seated.ok ? ok(await tellOf(deps, viewer, offer, at)) : seated;
}

const tellOf = async (
  { store }: Pick<Deps, 'store'>,
  { network, networkFacts: { policies } }: Viewer,
  offer: Offer,
  at: Instant,
): Promise<ToldOffer> => ({
  offer,
  hindrance:
    stateOf(offer, at) === 'ended'
      ? null
      : await hindranceOf(store.community, { network, policies }, offer, at),
});
