import type { Kysely } from 'kysely';
import type { ActorId, GrantId, NetworkId, UseId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';

/** Whose data a use was, with its leaf once it is entered; of who has left there is but the leaf. */
export interface Participant {
  readonly n: number;
  readonly subject_id: ActorId | null;
  readonly grant_ids: readonly GrantId[] | null;
  readonly place: number | null;
  readonly salt: Uint8Array | null;
  readonly leaf: Uint8Array | null;
}

/** Rows in memory at a time. */
const SOME = 1000;

/**
 * All who took part in a use, some at a time: one of 100,000 members is neither in memory as a whole nor read at once.
 * @param lock whoever leaves before their row is read has left, and whoever does so after waits for the transaction
 */
export async function* readParticipants(
  db: Kysely<Database>,
  network: NetworkId,
  use: UseId,
  lock: 'for update' | null = null,
): AsyncGenerator<readonly Participant[]> {
  for (let after = -1; ; ) {
    const rows: readonly Participant[] = await db
      .selectFrom('community.data_use_participant')
      .select(['n', 'subject_id', 'grant_ids', 'place', 'salt', 'leaf'])
      .where('network_id', '=', network)
      .where('use_id', '=', use)
      .where('n', '>', after)
      .orderBy('n')
      .limit(SOME)
      .$if(lock !== null, (query) => query.forUpdate())
      .execute();
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < SOME) return;
    after = last.n;
  }
}
