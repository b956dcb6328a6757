import { type Kysely, sql } from 'kysely';
import { kindsOf } from '../../privacy/targeting.ts';
import { type ActorId, DAY_MS, type GrantId, type Instant } from '../../privacy/words.ts';
import { noteUse } from '../../store/data-uses.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Ground } from '../counting/ground.ts';
import { loadMostADay, lockChoices } from './offer-choices.ts';
import {
  type Candidate,
  candidatesFor,
  isWornOut,
  type Match,
  matchOf,
  shownTo,
} from './offers-for-member.ts';

/** Within which a page that is loaded anew has the same offer, which isn't counted again. */
const SAME_PAGE_MS = 30 * 60_000;

/** An offer as its member is shown it. */
export interface ShownOffer extends Match {
  readonly offer: Candidate;
}

/**
 * The offer that a member is shown now, if there is one: found as it is asked for, noted as a use of what they show, counted
 * against the offer's cap and theirs. Nobody else learns of it, but by sums with noise.
 */
export function showNextOffer(
  deps: Pick<Deps, 'store' | 'ids'>,
  ground: Ground,
  member: ActorId,
  at: Instant,
): Promise<ShownOffer | null> {
  return deps.store.community.transaction().execute(async (trx) => {
    await lockChoices(trx, ground.network, member);
    const most = await loadMostADay(trx, ground.network, member, at);
    if (most === 0) return null;
    const shown = await shownTo(trx, ground, member, at);
    const [last] = shown;
    if (last !== undefined && (last.shownAt.at(-1) ?? 0) > at - SAME_PAGE_MS) {
      const match = await matchOf(trx, ground, last, member, at);
      if (match !== null) return { offer: last, ...match };
    }
    if ((await shownSince(trx, ground, member, at - DAY_MS)) >= most) return null;
    for (const offer of await candidatesFor(trx, ground, member, at)) {
      if (isWornOut(offer, at)) continue;
      const match = await matchOf(trx, ground, offer, member, at);
      if (match === null) continue;
      await noteShown(trx, deps, ground, { offer, ...match }, member, at);
      return { offer: { ...offer, shownAt: [...offer.shownAt, at] }, ...match };
    }
    return null;
  });
}

/** Offers that a member was shown and meets the conditions of still, while they are live: what stands on their own page. */
export async function offersShownTo(
  { store }: Pick<Deps, 'store'>,
  ground: Ground,
  member: ActorId,
  at: Instant,
): Promise<readonly ShownOffer[]> {
  const told: ShownOffer[] = [];
  for (const offer of await shownTo(store.community, ground, member, at)) {
    const match = await matchOf(store.community, ground, offer, member, at);
    if (match !== null) told.push({ offer, ...match });
  }
  return told;
}

/**
 * Notes that a member opened or accepted an offer that they were shown and meet the conditions of still. Once is as often as it
 * is kept.
 * @returns the offer; null where it isn't there for them
 */
export function noteOutcome(
  { store }: Pick<Deps, 'store'>,
  ground: Ground,
  {
    member,
    id,
    outcome,
  }: { readonly member: ActorId; readonly id: string; readonly outcome: 'opened' | 'accepted' },
  at: Instant,
): Promise<ShownOffer | null> {
  return store.community.transaction().execute(async (trx) => {
    await lockChoices(trx, ground.network, member);
    const offer = (await shownTo(trx, ground, member, at)).find((one) => one.id === id);
    const match = offer === undefined ? null : await matchOf(trx, ground, offer, member, at);
    if (offer === undefined || match === null) return null;
    const openedAt = offer.openedAt ?? at;
    const acceptedAt = offer.acceptedAt ?? (outcome === 'accepted' ? at : null);
    await trx
      .updateTable('community.offer_outcome')
      .set({
        opened_at: timestamp(openedAt),
        accepted_at: acceptedAt === null ? null : timestamp(acceptedAt),
      })
      .where('network_id', '=', ground.network)
      .where('actor_id', '=', member)
      .where('offer_id', '=', id)
      .execute();
    return { offer: { ...offer, openedAt, acceptedAt }, ...match };
  });
}

/** How often a member was shown any offer since then. */
async function shownSince(
  trx: Kysely<Database>,
  { network }: Ground,
  member: ActorId,
  since: Instant,
): Promise<number> {
  const { rows } = await sql<{ many: number }>`
    select count(*)::int as many from community.offer_outcome o, unnest(o.shown_at) s
    where o.network_id = ${network} and o.actor_id = ${member} and s > ${timestamp(since)}::timestamptz`.execute(
    trx,
  );
  return rows[0]?.many ?? 0;
}

/** One use a day for each offer: what is shown again the same day is the same. */
async function noteShown(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  { network }: Ground,
  { offer, grants, copies }: ShownOffer,
  member: ActorId,
  at: Instant,
): Promise<void> {
  const by: readonly GrantId[] = [...new Set([...grants, ...copies.flatMap((copy) => copy.grants)])].sort();
  const now = timestamp(at);
  await sql`
    insert into community.offer_outcome (network_id, actor_id, offer_id, grant_ids, shown_at)
    values (${network}, ${member}, ${offer.id}, ${[...by]}::uuid[], array[${now}::timestamptz])
    on conflict (network_id, actor_id, offer_id) do update
      set grant_ids = excluded.grant_ids, shown_at = offer_outcome.shown_at || excluded.shown_at`.execute(
    trx,
  );
  const today = Math.floor(at / DAY_MS);
  if (offer.shownAt.some((time) => Math.floor(time / DAY_MS) === today)) return;
  await noteUse(
    trx,
    deps,
    network,
    {
      organisation: offer.organisation,
      function: offer.function,
      by: null,
      deed: 'offered',
      purpose: offer.purpose,
      kinds: kindsOf(offer).toSorted(),
      participants: [{ subject: member, grants: by }],
    },
    at,
  );
}
