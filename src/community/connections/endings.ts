import { type Kysely, sql } from 'kysely';
import { connectionsKey, followersKey } from '../../privacy/audience.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { endingRulesOf } from './connection-rules.ts';
import { bothWays } from './pair-lock.ts';

/** How one's connection with another ends by itself; null is never. */
export interface Ending {
  readonly endsAt: Instant | null;
  readonly dormantMonths: number | null;
  readonly leaving: ActorId | null;
}

/** The instant so many months later, by the calendar, UTC; the 31st of a short month is its last day. */
function monthsAfter(at: Instant, months: number): Instant {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}

/** Lets the rules of both apply to their new connection. Within a transaction that holds the pair's lock. */
export async function beginEndings(
  trx: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  at: Instant,
): Promise<void> {
  for (const [owner, with_] of bothWays(one, other)) {
    const { afterMonths, dormantMonths, leaving } = await endingRulesOf(trx, network, owner);
    const endsAt = afterMonths === null ? null : monthsAfter(at, afterMonths);
    await setEnding(trx, network, owner, with_, { endsAt, dormantMonths, leaving }, at);
  }
}

/**
 * Says how the connection ends by its owner's wish, and puts the nearest end of both wishes to the ties. Within a
 * transaction that holds the pair's lock.
 */
export async function setEnding(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  other: ActorId,
  { endsAt, dormantMonths, leaving }: Ending,
  at: Instant,
): Promise<void> {
  await trx
    .deleteFrom('community.connection_ending')
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('other_id', '=', other)
    .execute();
  if (endsAt !== null || dormantMonths !== null || leaving !== null) {
    await trx
      .insertInto('community.connection_ending')
      .values({
        network_id: network,
        owner_id: owner,
        other_id: other,
        ends_at: endsAt === null ? null : timestamp(endsAt),
        dormant_months: dormantMonths,
        leaving_id: leaving,
        kept_at: timestamp(at),
      })
      .execute();
  }
  await forgetNotice(trx, network, owner, other);
  const { rows } = await sql<{ until: Instant | null }>`select min(e.ends_at) as until
    from community.connection_ending e where e.network_id = ${network}
      and ((e.owner_id = ${owner} and e.other_id = ${other}) or (e.owner_id = ${other} and e.other_id = ${owner}))`.execute(
    trx,
  );
  const until = timestamp(rows[0]?.until ?? FOREVER);
  for (const [of, member] of bothWays(owner, other)) {
    await sql`update community.tie set valid_until = ${until}::timestamptz
      where network_id = ${network} and member_id = ${member} and valid_until > ${instantValue(at)}
        and set_key in (${connectionsKey(of)}, ${followersKey(of)})`.execute(trx);
  }
}

/** What was said before of the end may be said again. */
export async function forgetNotice(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  other: ActorId,
): Promise<void> {
  await trx
    .deleteFrom('community.notification')
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('kind', '=', 'connection_ending')
    .where('from_id', '=', other)
    .execute();
}

/** Forgets how a connection was to end, of both. */
export async function dropEndings(
  trx: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
): Promise<void> {
  await sql`delete from community.connection_ending where network_id = ${network}
    and ((owner_id = ${one} and other_id = ${other}) or (owner_id = ${other} and other_id = ${one}))`.execute(
    trx,
  );
}
