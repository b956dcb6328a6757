import type { Kysely } from 'kysely';
import type { ActorId, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';

/** Says that a change of many posts isn't going to happen, none of it; another may be asked for. */
export async function failBulkChange(
  db: Kysely<Database>,
  network: NetworkId,
  { owner, change }: { readonly owner: ActorId; readonly change: string },
): Promise<void> {
  await db
    .updateTable('community.bulk_change')
    .set({ state: 'failed', done: 0 })
    .where('network_id', '=', network)
    .where('owner_id', '=', owner)
    .where('id', '=', change)
    .where('state', '=', 'waiting')
    .execute();
}
