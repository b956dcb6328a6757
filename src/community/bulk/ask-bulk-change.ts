import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { outOfDate } from '../grants/expected.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { BulkAsked } from './bulk-asked.ts';
import { pickPosts } from './pick-posts.ts';

/** How far a change of many posts is. */
export interface BulkChange {
  readonly id: string;
  /** It happens at once for whoever reads: until it is done nothing is changed. */
  readonly state: 'waiting' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly askedAt: Instant;
}

/**
 * Asks for a change of whom many posts are for. It is acknowledged once it is sure to happen, even if the server stops
 * in between.
 * @param expected how many posts its preview said that it changes; null where nobody looked
 */
export async function askBulkChange(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  asked: BulkAsked,
  expected: number | null,
  at: Instant,
): Promise<Result<BulkChange>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { network } = viewer;
  const owner = me.value;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<BulkChange>> => {
    await lockPair(trx, network, owner, owner, at);
    const waiting = await sql<{ n: number }>`select count(*) as n from community.bulk_change
      where network_id = ${network} and owner_id = ${owner} and state = 'waiting'`.execute(trx);
    if ((waiting.rows[0]?.n ?? 0) > 0) {
      return refuse({
        kind: 'conflict',
        says: 'Another change of many posts is under way; wait until it is done.',
      });
    }
    const groups = await pickPosts(trx, network, owner, asked, at);
    const total = groups.reduce((sum, group) => (group.isSame ? sum : sum + group.posts.length), 0);
    if (expected !== null && expected !== total) return outOfDate;
    const id = deps.ids.next('bulk change');
    const state = total === 0 ? 'done' : 'waiting';
    await trx
      .insertInto('community.bulk_change')
      .values({
        network_id: network,
        owner_id: owner,
        id,
        asked: JSON.stringify(asked),
        total,
        done: 0,
        state,
        asked_at: timestamp(at),
      })
      .execute();
    if (total > 0) await enqueue(trx, deps, network, { kind: 'bulk-change', owner, change: id }, at);
    return ok({ id, state, done: 0, total, askedAt: at });
  });
}
