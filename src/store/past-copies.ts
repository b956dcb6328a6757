import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/**
 * Notes that copies of attributes are shown so no longer, before they are deleted or written anew and in the same
 * transaction: that they were, for whoever looks back at their own. What they said isn't among it.
 * @param which copies, as a condition on `community.disclosure d` of the network
 */
export async function notePastCopies(
  db: Kysely<Database>,
  network: NetworkId,
  which: Sql<boolean>,
  at: Instant,
): Promise<void> {
  await sql`
    insert into community.disclosure_past (network_id, id, actor_id, kind, precision, label, conversation_id, shown_from,
      shown_until)
    select d.network_id, d.id, d.actor_id, d.kind, d.precision, d.label, d.conversation_id, d.disclosed_at, ${instantValue(at)}
    from community.disclosure d
    where d.network_id = ${network} and d.disclosed_at < ${instantValue(at)} and ${which}
    on conflict do nothing`.execute(db);
}
