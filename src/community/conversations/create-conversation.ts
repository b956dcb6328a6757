import type { Kysely } from 'kysely';
import type { ActorId, BusinessFunction, ConversationId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { ConversationKind, Database } from '../../store/schema.ts';
import { tie } from '../../store/ties.ts';
import { timestamp } from '../../store/time.ts';
import { type Conversation, presentKey } from './conversation.ts';
import { setParticipant } from './participants.ts';

export interface NewConversation {
  readonly kind: ConversationKind;
  readonly title: string;
  readonly with: { readonly organisation: ActorId; readonly fn: BusinessFunction } | null;
  readonly begunBy: ActorId;
  /** Unless the member writes first. */
  readonly origin?: Conversation['origin'];
  /** Those to whom it goes besides, and how they come to it: `refused` are those whom the asking doesn't reach. */
  readonly others: readonly { readonly actor: ActorId; readonly state: 'member' | 'asked' | 'refused' }[];
}

/** Makes a conversation, of which whoever begins it is a member. */
export async function createConversation(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  { kind, title, with: organisation, begunBy, origin = 'member', others }: NewConversation,
  at: Instant,
): Promise<Conversation> {
  const id = ids.next(`conversation ${begunBy} ${others.map(({ actor }) => actor).join()}`) as ConversationId;
  const conversation: Conversation = {
    id,
    kind,
    title,
    organisation: organisation?.organisation ?? null,
    fn: organisation?.fn ?? null,
    begunBy,
    origin,
    chapter: 0,
    createdAt: at,
  };
  await trx
    .insertInto('community.conversation')
    .values({
      network_id: network,
      id,
      kind,
      title,
      organisation_id: conversation.organisation,
      function: conversation.fn,
      begun_by: begunBy,
      begun_by_organisation: origin === 'organisation',
      chapter: 0,
      created_at: timestamp(at),
    })
    .execute();
  await setParticipant(trx, network, id, begunBy, { state: 'member' }, at);
  for (const { actor, state } of others) {
    await setParticipant(
      trx,
      network,
      id,
      actor,
      { state, askedBy: state === 'member' ? null : begunBy },
      at,
    );
  }
  const reached = others.filter(({ state }) => state !== 'refused').map(({ actor }) => actor);
  await tie(trx, network, presentKey(conversation), [begunBy, ...reached], at);
  return conversation;
}
