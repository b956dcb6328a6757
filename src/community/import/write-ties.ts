import { type Kysely, sql } from 'kysely';
import type { Key } from '../../privacy/audience.ts';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { inChunks } from './chunks.ts';

/** That the member is in the set. */
export type Membership = readonly [key: Key, member: ActorId];

/**
 * Puts members into sets, from now on. A tie that there has ever been, also one that ended since, is left as it is:
 * an import doesn't bring back what a member has undone.
 * @returns how many were new
 */
export async function addTies(
  trx: Kysely<Database>,
  network: NetworkId,
  memberships: readonly Membership[],
  at: Instant,
  advance: (count: number) => void,
): Promise<number> {
  return inChunks(memberships, advance, async (chunk) => {
    const { numAffectedRows } = await sql`
      insert into community.tie (network_id, member_id, set_key, valid_from, valid_until)
      select ${network}, new.member, new.key, ${instantValue(at)}, ${instantValue(FOREVER)}
      from unnest(${chunk.map(([, member]) => member)}::uuid[], ${chunk.map(([key]) => key)}::text[]) as new (member, key)
      -- A subquery with a limit stays a look-up for each: joined, a table that isn't analysed yet is read whole.
      where (select true from community.tie t
        where t.network_id = ${network} and t.member_id = new.member and t.set_key = new.key limit 1) is null`.execute(
      trx,
    );
    return Number(numAffectedRows);
  });
}
