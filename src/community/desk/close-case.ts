import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Conversation } from '../conversations/conversation.ts';
import { dropCopies } from '../conversations/drop-copies.ts';
import { insertMessage } from '../conversations/insert-message.ts';

/**
 * Closes a conversation with an organisation: what its member showed in it is deleted in this very transaction, and said to
 * be, kind by kind. Whatever the member says or shows next opens it again, and is shown anew. Under the conversation's lock.
 */
export async function closeCase(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  conversation: Conversation,
  by: { readonly event: 'solved' | 'idle'; readonly seat: SeatId | null },
  at: Instant,
): Promise<void> {
  const { organisation, begunBy: owner, id } = conversation;
  if (organisation === null) throw new Error('only a conversation with an organisation is closed');
  const { rows } = await sql<{ kind: string }>`select distinct d.kind from community.disclosure d
    where d.network_id = ${network} and d.conversation_id = ${id} order by d.kind`.execute(trx);
  await dropCopies(trx, network, { owner, conversation: id }, at);
  const text = rows.map(({ kind }) => kind).join(' ');
  await insertMessage(trx, deps, network, conversation, { sender: organisation, text, ...by }, at);
}
