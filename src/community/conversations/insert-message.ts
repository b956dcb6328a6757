import type { Kysely } from 'kysely';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type Label,
  type NetworkId,
  type ObjectId,
  type SeatId,
} from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { give } from '../../store/grants.ts';
import type { Database, MessageEvent } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { attachToMessage } from '../attachments/message-attachments.ts';
import { noteTurn } from '../desk/note-turn.ts';
import { audienceNow, type Conversation } from './conversation.ts';

export interface NewMessage {
  readonly sender: ActorId;
  readonly event: MessageEvent | null;
  readonly text: string;
  /** In which it is said in an organisation's name. */
  readonly seat?: SeatId | null;
  /** Unless given, `public`. */
  readonly label?: Label;
  /** Files that are locked for it. */
  readonly attachments?: readonly string[];
}

/**
 * Writes a message, and the sender's grant to read it for those who are in the conversation now; whoever may is told by
 * their streams. Within a transaction that holds the conversation's lock.
 */
export async function insertMessage(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  conversation: Conversation,
  { sender, event, text, seat = null, label = 'public', attachments = [] }: NewMessage,
  at: Instant,
): Promise<ObjectId> {
  const id = ids.next(`message ${conversation.id} ${sender} ${event}`) as ObjectId;
  await trx
    .insertInto('community.message')
    .values({
      network_id: network,
      id,
      conversation_id: conversation.id,
      sender_id: sender,
      event,
      text,
      label,
      seat_id: seat,
      sent_at: timestamp(at),
    })
    .execute();
  await attachToMessage(trx, network, { id, sender }, attachments);
  await give(trx, network, {
    id: ids.next(`message grant ${conversation.id} ${sender} ${event}`) as GrantId,
    owner: sender,
    object: { kind: 'message', id },
    // Whoever reads it may have its files.
    actions: attachments.length === 0 ? ['see'] : ['see', 'download'],
    purpose: 'reading',
    audience: audienceNow(conversation),
    conditions: NO_CONDITIONS,
    from: at,
    until: FOREVER,
  });
  if (conversation.kind === 'organisation') await noteTurn(trx, network, conversation.id, event, at);
  await announce(trx, { network, kind: 'message', id, at });
  return id;
}
