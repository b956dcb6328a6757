import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Database } from '../../store/schema.ts';
import type { Conversation } from '../conversations/conversation.ts';

/**
 * Tells the desk's open streams that something about a conversation changed there of which its member isn't told. It goes
 * by the member's last message: who may not see that doesn't hear of it.
 */
export async function announceCase(
  trx: Kysely<Database>,
  network: NetworkId,
  { id, begunBy }: Conversation,
  at: Instant,
): Promise<void> {
  const { rows } = await sql<{
    id: ObjectId;
  }>`select m.id from community.message m where m.network_id = ${network}
    and m.conversation_id = ${id} and m.sender_id = ${begunBy} order by m.id desc limit 1`.execute(trx);
  const [last] = rows;
  if (last !== undefined) await announce(trx, { network, kind: 'desk', id: last.id, at });
}
