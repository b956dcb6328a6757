import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Conversation } from './conversation.ts';

/** Whether the member has said or shown anything in a conversation with an organisation. */
export async function hasAnswered(
  db: Kysely<Database>,
  network: NetworkId,
  { id, begunBy }: Conversation,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.message m where m.network_id = ${network}
    and m.conversation_id = ${id} and m.sender_id = ${begunBy} limit 1`.execute(db);
  return rows.length > 0;
}
