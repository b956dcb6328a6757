import { type Kysely, sql } from 'kysely';
import type { ConversationId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database, MessageEvent } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { closesBy } from './queues.ts';

/**
 * Notes what a message makes of a conversation with an organisation: `solved`, `idle` and `left` close it, anything else
 * opens it again. In the transaction that writes the message.
 */
export async function noteTurn(
  trx: Kysely<Database>,
  network: NetworkId,
  conversation: ConversationId,
  event: MessageEvent | null,
  at: Instant,
): Promise<void> {
  await sql`update community.desk_closing set valid_until = ${instantValue(at)} where network_id = ${network}
    and conversation_id = ${conversation} and valid_until = 'infinity'`.execute(trx);
  if (!closesBy(event)) return;
  await sql`insert into community.desk_closing (network_id, conversation_id, reason, valid_from, valid_until)
    values (${network}, ${conversation}, ${event}, ${instantValue(at)}, 'infinity')
    on conflict (network_id, conversation_id, valid_from) do update
      set reason = excluded.reason, valid_until = excluded.valid_until`.execute(trx);
}
