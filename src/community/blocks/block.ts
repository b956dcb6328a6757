import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAcquaintances } from '../actors/acquaintances.ts';
import { endTies } from '../connections/connect.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { clearRequests } from '../connections/requests.ts';
import { endConversationsBetween } from '../conversations/end-between.ts';

/**
 * Blocks: from now on the two are absent to each other; what was between them ends, and the blocked one leaves the
 * blocker's circles. The blocked one is told nothing.
 */
export async function block(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  target: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  if (target === me) return refuse({ kind: 'invalid', says: 'One can’t block oneself.' });
  const other = (await loadAcquaintances(deps, viewer, [target], at)).get(target);
  if (other?.blocking === true) return ok(null);
  if (other === undefined || !(other.met || other.muting)) return absent;
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, network, me, target, at);
    await begin(trx, network, me, target, at);
    await endTies(trx, network, me, target, at);
    await clearRequests(trx, network, me, target, ['follow', 'connect', 'join']);
    await leaveCircles(trx, network, me, target, at);
    await endConversationsBetween(trx, network, me, target, at);
  });
  return ok(null);
}

async function begin(
  trx: Kysely<Database>,
  network: NetworkId,
  blocker: ActorId,
  blocked: ActorId,
  at: Instant,
): Promise<void> {
  const live = await trx
    .selectFrom('community.block')
    .select('valid_from')
    .where('network_id', '=', network)
    .where('blocker_id', '=', blocker)
    .where('blocked_id', '=', blocked)
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  if (live !== undefined) return;
  await trx
    .insertInto('community.block')
    .values({
      network_id: network,
      blocker_id: blocker,
      blocked_id: blocked,
      valid_from: timestamp(at),
      valid_until: timestamp(FOREVER),
    })
    // Ended and begun again within one millisecond: the end is taken back.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'blocker_id', 'blocked_id', 'valid_from'])
        .doUpdateSet({ valid_until: timestamp(FOREVER) }),
    )
    .execute();
}

/** Else the end of the block would put them back where the blocker had put them. */
async function leaveCircles(
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  member: ActorId,
  at: Instant,
): Promise<void> {
  await sql`update community.tie set valid_until = ${instantValue(at)}
    where network_id = ${network} and member_id = ${member} and valid_until > ${instantValue(at)}
      and set_key in (select 'circle:' || c.id from community.circle c
        where c.network_id = ${network} and c.owner_id = ${owner})`.execute(trx);
}

/** Ends one's block of somebody. What was between the two before does not come back. */
export async function unblock(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  target: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  const other = (await loadAcquaintances(deps, viewer, [target], at)).get(target);
  if (other === undefined || !(other.met || other.blocking || other.muting)) return absent;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me, target, at);
    await trx
      .updateTable('community.block')
      .set({ valid_until: timestamp(at) })
      .where('network_id', '=', viewer.network)
      .where('blocker_id', '=', me)
      .where('blocked_id', '=', target)
      .where('valid_until', '>', instantValue(at))
      .execute();
  });
  return ok(null);
}
