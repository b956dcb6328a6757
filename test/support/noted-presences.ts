import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { NetworkId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { keepPresences } from '../../src/store/presences/presences.ts';
import type { Roster } from '../../src/store/presences/roster.ts';

/**
 * Asserts that who shows themselves is in memory as it is in the database, whatever a test did: what isn't noted when it
 * changes isn't noticed. Asked of every database of the tests before it goes.
 */
export async function assertNoted({ community, presences }: Store): Promise<void> {
  const { rows } = await sql<{ network: NetworkId; at: number }>`
    select network_id as network, (date_part('epoch', max(noted_at)) * 1000)::int8 + 3600000 as at
    from community.presence_change group by 1`.execute(community);
  for (const { network, at } of rows) {
    const kept = await presences.at(network, at);
    const fresh = await keepPresences(community).at(network, at);
    assert.deepEqual(described(kept), described(fresh), 'who shows themselves is in memory otherwise');
  }
}

function described(roster: Roster): string[] {
  return roster.order.flatMap((number) => {
    const groups = roster.groupsOf(number).map(({ number: _, ...grant }) => JSON.stringify(grant));
    const known = [roster.isMember(number), roster.isSuspended(number), roster.isOther(number)];
    // Who is nothing any more, and shows nothing, may be there or not.
    return known.includes(true) || groups.length > 0
      ? [`${roster.ids[number]} ${known.join()} ${groups.toSorted().join()}`]
      : [];
  });
}
