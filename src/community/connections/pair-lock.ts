import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { takeLock } from '../../store/take-lock.ts';
import { instantValue } from '../../store/time.ts';

/** A tie of two is a tie each way: of whom, and who. */
export const bothWays = (one: ActorId, other: ActorId) =>
  [
    [one, other],
    [other, one],
  ] as const;

/**
 * Makes whatever begins or ends between two actors wait its turn until the transaction ends, so that a tie can't slip
 * in beside a block.
 * @returns whether a block stands between them, either way
 */
export async function lockPair(
  trx: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  at: Instant,
): Promise<{ blocked: boolean }> {
  const pair = [one, other].sort().join(' ');
  await takeLock(trx, `${network} ${pair}`);
  const now = instantValue(at);
  const { rows } = await sql<{ blocked: boolean }>`select exists (
    select 1 from community.block b where b.network_id = ${network} and b.valid_until > ${now}
      and ((b.blocker_id = ${one} and b.blocked_id = ${other})
        or (b.blocker_id = ${other} and b.blocked_id = ${one}))) as blocked`.execute(trx);
  return { blocked: rows[0]?.blocked ?? false };
}
