import { type Kysely, sql } from 'kysely';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Offers that a member is shown in 24 hours, of all organisations together, unless they take fewer. */
export const USUAL_A_DAY = 3;

/** What a member says of offers. */
export interface OfferChoices {
  readonly most: number;
  /** Organisations of which they want none. */
  readonly hidden: readonly { readonly id: ActorId; readonly name: string }[];
}

/** How many a member takes in 24 hours, by what they said. */
async function loadCap(
  db: Kysely<Database>,
  network: NetworkId,
  member: ActorId,
  at: Instant,
): Promise<number> {
  const { rows } = await sql<{ most: number }>`select c.most from community.offer_cap c
    where c.network_id = ${network} and c.actor_id = ${member}
      and c.valid_from <= ${instantValue(at)} and c.valid_until > ${instantValue(at)}`.execute(db);
  return Math.min(USUAL_A_DAY, ...rows.map(({ most }) => most));
}

/** How many they are shown: while they have locked others out, none. */
export async function loadMostADay(
  db: Kysely<Database>,
  network: NetworkId,
  member: ActorId,
  at: Instant,
): Promise<number> {
  const { rows } = await sql`select 1 from community.lockdown l where l.network_id = ${network}
    and l.owner_id = ${member} and l.valid_from <= ${instantValue(at)} and l.valid_until > ${instantValue(at)}`.execute(
    db,
  );
  return rows.length > 0 ? 0 : loadCap(db, network, member, at);
}

export async function readOfferChoices(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  at: Instant,
): Promise<OfferChoices> {
  if (actor === null) return { most: USUAL_A_DAY, hidden: [] };
  const now = instantValue(at);
  const { rows } = await sql<OfferChoices['hidden'][number]>`
    select a.id, a.display_name as name from community.offer_hidden h
    join community.actor a on a.network_id = ${network} and a.id = h.hidden_id
    where h.network_id = ${network} and h.actor_id = ${actor.id} and h.valid_from <= ${now} and h.valid_until > ${now}
    order by a.display_name, a.id`.execute(store.community);
  return { most: await loadCap(store.community, network, actor.id, at), hidden: rows };
}

/** Takes at most so many in 24 hours from now on; {@link USUAL_A_DAY} is as usual, and there is no more. */
export async function setMostADay(
  db: Kysely<Database>,
  network: NetworkId,
  member: ActorId,
  most: number,
  at: Instant,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockChoices(trx, network, member);
    await sql`update community.offer_cap set valid_until = ${instantValue(at)} where network_id = ${network}
      and actor_id = ${member} and valid_until > ${instantValue(at)}`.execute(trx);
    await sql`insert into community.offer_cap (network_id, actor_id, most, valid_from, valid_until)
      values (${network}, ${member}, ${most}, ${timestamp(at)}::timestamptz, ${timestamp(FOREVER)}::timestamptz)
      on conflict (network_id, actor_id, valid_from) do update
        set most = excluded.most, valid_until = excluded.valid_until`.execute(trx);
  });
}

/** Hides an offer that was shown to a member, from now on; or no longer. Of any other it does nothing, and says so. */
export async function hideOffer(
  db: Kysely<Database>,
  network: NetworkId,
  said: { readonly member: ActorId; readonly id: string; readonly hidden: boolean },
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.offer_outcome o where o.network_id = ${network}
    and o.actor_id = ${said.member} and o.offer_id = ${said.id}`.execute(db);
  if (rows.length === 0) return false;
  await setHidden(db, network, said, at);
  return true;
}

/** Hides an offer, or all of an organisation's, from now on; or no longer. */
export async function setHidden(
  db: Kysely<Database>,
  network: NetworkId,
  { member, id, hidden }: { readonly member: ActorId; readonly id: string; readonly hidden: boolean },
  at: Instant,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockChoices(trx, network, member);
    await sql`update community.offer_hidden set valid_until = ${instantValue(at)} where network_id = ${network}
      and actor_id = ${member} and hidden_id = ${id} and valid_until > ${instantValue(at)}`.execute(trx);
    if (!hidden) return;
    await sql`insert into community.offer_hidden (network_id, actor_id, hidden_id, valid_from, valid_until)
      values (${network}, ${member}, ${id}, ${timestamp(at)}::timestamptz, ${timestamp(FOREVER)}::timestamptz)
      on conflict (network_id, actor_id, hidden_id, valid_from) do update
        set valid_until = excluded.valid_until`.execute(trx);
  });
}

/** One at a time of what a member says of offers and is shown of them, so that two pages at once are two. */
export const lockChoices = (trx: Kysely<Database>, network: NetworkId, member: ActorId) =>
  takeLock(trx, `offers for ${network} ${member}`);
