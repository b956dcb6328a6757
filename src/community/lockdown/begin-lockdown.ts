import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Lockdown } from '../../privacy/facts.ts';
import { type ActorId, DAY_MS, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';

/** Whom a lockdown is to keep out, and for how many days. */
export interface WantedLockdown extends Pick<Lockdown, 'newerThanDays' | 'strangers'> {
  readonly days: number;
}

/**
 * Keeps out whoever is new or a stranger, from now on until it ends by itself; one that holds already ends for it.
 * Nobody is told.
 */
export async function beginLockdown(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  { newerThanDays, strangers, days }: WantedLockdown,
  at: Instant,
): Promise<Result<Lockdown>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if (newerThanDays === null && !strangers) {
    return refuse({ kind: 'invalid', says: 'Say whom it is to keep out: new personas, strangers, or both.' });
  }
  const lockdown = { newerThanDays, strangers, from: at, until: at + days * DAY_MS };
  await store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me.value, me.value, at);
    await endLiveLockdowns(trx, viewer, me.value, at);
    const row = { newer_than_days: newerThanDays, strangers, valid_until: timestamp(lockdown.until) };
    await trx
      .insertInto('community.lockdown')
      .values({ network_id: viewer.network, owner_id: me.value, valid_from: timestamp(at), ...row })
      // Begun twice within one millisecond: the later counts.
      .onConflict((conflict) => conflict.columns(['network_id', 'owner_id', 'valid_from']).doUpdateSet(row))
      .execute();
  });
  return ok(lockdown);
}

/** Ends the viewer's lockdown, if there is one. */
export async function endLockdown(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  await store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me.value, me.value, at);
    await endLiveLockdowns(trx, viewer, me.value, at);
  });
  return ok(null);
}

async function endLiveLockdowns(
  trx: Kysely<Database>,
  { network }: Viewer,
  owner: ActorId,
  at: Instant,
): Promise<void> {
  await trx
    .updateTable('community.lockdown')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('valid_until', '>', instantValue(at))
    .execute();
}
