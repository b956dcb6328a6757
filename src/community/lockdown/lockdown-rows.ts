import type { Kysely } from 'kysely';
import type { Lockdown } from '../../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';

/** The lockdown of an actor's that holds; null where there is none. */
export async function liveLockdown(
  db: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  at: Instant,
): Promise<Lockdown | null> {
  const row = await db
    .selectFrom('community.lockdown')
    .select(['newer_than_days as newerThanDays', 'strangers', 'valid_from as from', 'valid_until as until'])
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** Ends the lockdown that holds, and begins another in its place; null is none. Within a transaction that holds the owner's lock. */
export async function replaceLockdown(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  lockdown: Omit<Lockdown, 'from'> | null,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('community.lockdown')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('valid_until', '>', instantValue(at))
    .execute();
  if (lockdown === null) return;
  const { newerThanDays, strangers, until } = lockdown;
  const row = { newer_than_days: newerThanDays, strangers, valid_until: timestamp(until) };
  await trx
    .insertInto('community.lockdown')
    .values({ network_id: network, owner_id: owner, valid_from: timestamp(at), ...row })
    // Begun twice within one millisecond: the later counts.
    .onConflict((conflict) => conflict.columns(['network_id', 'owner_id', 'valid_from']).doUpdateSet(row))
    .execute();
}
