import type { Transaction } from 'kysely';
import type {
  ActorId,
  BusinessFunction,
  ConversationId,
  Instant,
  NetworkId,
  ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import type { Conversation } from './conversation.ts';
import { createConversation } from './create-conversation.ts';
import { insertMessage, type NewMessage } from './insert-message.ts';

/** A conversation between a member and a function of an organisation, and what is said in it first. */
interface Begun {
  readonly organisation: ActorId;
  readonly fn: BusinessFunction;
  readonly member: ActorId;
  readonly origin: Conversation['origin'];
  readonly first: Omit<NewMessage, 'event'>;
}

/** Makes it, whoever says the first: it is the member's, theirs to leave. */
export async function createWithOrganisation(
  trx: Transaction<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  { organisation, fn, member, origin, first }: Begun,
  at: Instant,
): Promise<{ readonly id: ConversationId; readonly message: ObjectId }> {
  const made = {
    kind: 'organisation',
    title: '',
    with: { organisation, fn },
    begunBy: member,
    origin,
    others: [],
  } as const;
  const conversation = await createConversation(trx, deps, network, made, at);
  const message = await insertMessage(trx, deps, network, conversation, { ...first, event: null }, at);
  return { id: conversation.id, message };
}
