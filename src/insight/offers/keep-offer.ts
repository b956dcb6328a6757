import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { actingOn, seatedIn } from '../../store/seated.ts';
import { takeLock } from '../../store/take-lock.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { definitionOf } from '../audiences/audience.ts';
import { keptBy } from '../audiences/keep-audience.ts';
import { mayShow } from './audience-of-offer.ts';
import {
  LONGEST_DAYS,
  loadOffer,
  loadOffers,
  MOST_OFFERS,
  type Offer,
  type SaidOffer,
  stateOf,
} from './offer.ts';

/** Writes an offer for an audience, in whose function one acts. Nobody is shown it yet. */
export async function draftOffer(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  organisation: ActorId,
  said: SaidOffer,
  at: Instant,
): Promise<Result<Offer>> {
  const written = await writtenFor(deps, viewer, organisation, said, at);
  if (!written.ok) return written;
  const id = deps.ids.next(`offer ${organisation}`);
  const offer: Offer = { ...written.value, id, madeAt: at, from: null, until: null };
  return deps.store.community.transaction().execute(async (trx): Promise<Result<Offer>> => {
    await lockOffers(trx, viewer, organisation);
    const kept = await loadOffers(trx, viewer.network, organisation);
    if (kept.filter((one) => stateOf(one, at) === 'draft').length >= MOST_OFFERS) return tooMany;
    await trx
      .insertInto('community.offer')
      .values({
        network_id: viewer.network,
        id,
        organisation_id: organisation,
        made_at: timestamp(at),
        ...columnsOf(offer),
      })
      .execute();
    return ok(offer);
  });
}

/** Writes a draft anew. What is live is as it was when it went live: to say something else, end it and write another. */
export async function changeDraft(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  said: SaidOffer,
  at: Instant,
): Promise<Result<Offer>> {
  const found = await actedFor(deps, viewer, id, at);
  if (!found.ok) return found;
  const { organisation } = found.value;
  const written = await writtenFor(deps, viewer, organisation, said, at);
  if (!written.ok) return written;
  return changing(deps, viewer, found.value, async (trx, offer) => {
    if (stateOf(offer, at) !== 'draft') return begun;
    await update(trx, viewer, id, columnsOf(written.value));
    return ok({ ...offer, ...written.value });
  });
}

/** Has a draft be shown from now on, to those of its audience who ask for it, if the audience may be used. */
export async function publishOffer(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<Offer>> {
  const found = await actedFor(deps, viewer, id, at);
  if (!found.ok) return found;
  const { network, networkFacts } = viewer;
  return changing(deps, viewer, found.value, async (trx, offer) => {
    if (stateOf(offer, at) !== 'draft') return begun;
    const ends = endsInTime(offer.endsAt, at);
    if (!ends.ok) return ends;
    const may = await mayShow(trx, { network, policies: networkFacts.policies }, offer, at);
    if (!may.ok) return may;
    const kept = await loadOffers(trx, network, offer.organisation);
    if (kept.filter((one) => stateOf(one, at) === 'live').length >= MOST_OFFERS) return tooMany;
    await update(trx, viewer, id, { valid_from: timestamp(at), valid_until: timestamp(offer.endsAt) });
    return ok({ ...offer, from: at, until: offer.endsAt });
  });
}

/** Ends it: it is shown to nobody from now on. A draft is thrown away. */
export async function endOffer(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  const found = await actedFor(deps, viewer, id, at);
  if (!found.ok) return found;
  return changing(deps, viewer, found.value, async (trx, offer) => {
    if (stateOf(offer, at) !== 'ended') await update(trx, viewer, id, { valid_until: timestamp(at) });
    return ok(null);
  });
}

/** The offer, for who acts for its organisation in its function; others of the organisation read of it, and no more. */
export async function actedFor(
  { store: { community } }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<Offer>> {
  return actingOn(community, viewer, await loadOffer(community, viewer.network, id), at);
}

/** What is said, with what its audience asks for, if that is the organisation's and the viewer acts in its function. */
async function writtenFor(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  said: SaidOffer,
  at: Instant,
): Promise<Result<Omit<Offer, 'id' | 'madeAt' | 'from' | 'until'>>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const audience = await keptBy(deps, viewer, said.audience, at);
  if (!audience.ok || audience.value.organisation !== organisation) {
    const says = 'is no audience of this organisation’s in a function of yours';
    return refuse({ kind: 'invalid', field: 'audience', says });
  }
  const ends = endsInTime(said.endsAt, at);
  if (!ends.ok) return ends;
  return ok({ ...said, organisation, ...definitionOf(audience.value) });
}

const endsInTime = (endsAt: Instant, at: Instant): Result<null> =>
  endsAt > at && endsAt <= at + LONGEST_DAYS * DAY_MS
    ? ok(null)
    : refuse({ kind: 'invalid', field: 'until', says: `is after now, and in ${LONGEST_DAYS} days at most` });

const tooMany = refuse({
  kind: 'conflict',
  says: `An organisation has ${MOST_OFFERS} offers at a time at most, and as many drafts. End one first.`,
});
const begun = refuse({
  kind: 'conflict',
  says: 'This offer is live or has ended. It stays as it was shown; write another one.',
});

/** The columns that say what it is. */
const columnsOf = (offer: Omit<Offer, 'id' | 'madeAt' | 'from' | 'until'>) => ({
  audience_id: offer.audience,
  function: offer.function,
  purpose: offer.purpose,
  conditions: JSON.stringify(offer.conditions),
  title: offer.title,
  text: offer.text,
  link: offer.link,
  most_times: offer.mostTimes,
  within_days: offer.withinDays,
  ends_at: timestamp(offer.endsAt),
});

/** One change of an organisation's offers after the other, each with the offer as the one before left it. */
const changing = <T>(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { id, organisation }: Offer,
  change: (trx: Kysely<Database>, offer: Offer) => Promise<Result<T>>,
): Promise<Result<T>> =>
  store.community.transaction().execute(async (trx): Promise<Result<T>> => {
    await lockOffers(trx, viewer, organisation);
    const current = await loadOffer(trx, viewer.network, id);
    return current === null ? absent : change(trx, current);
  });

const lockOffers = (trx: Kysely<Database>, { network }: Viewer, organisation: ActorId) =>
  takeLock(trx, `offers ${network} ${organisation}`);

const update = (
  trx: Kysely<Database>,
  { network }: Viewer,
  id: string,
  set: Partial<ReturnType<typeof columnsOf>> & { valid_from?: string; valid_until?: string },
) =>
  trx
    .updateTable('community.offer')
    .set(set)
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute();
