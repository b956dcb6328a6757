import { type Kysely, sql } from 'kysely';
import type { ActorId, ConversationId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database, ParticipantState } from '../../store/schema.ts';
import { untie } from '../../store/ties.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { type Conversation, everyKey } from './conversation.ts';

/** Says how somebody stands to a conversation from now on. */
export async function setParticipant(
  trx: Kysely<Database>,
  network: NetworkId,
  conversation: ConversationId,
  actor: ActorId,
  { state, askedBy }: { readonly state: ParticipantState; readonly askedBy?: ActorId | null },
  at: Instant,
): Promise<void> {
  const said = {
    state,
    changed_at: timestamp(at),
    ...(askedBy === undefined ? {} : { asked_by: askedBy }),
  };
  await trx
    .insertInto('community.participant')
    .values({ network_id: network, conversation_id: conversation, actor_id: actor, ...said })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'conversation_id', 'actor_id']).doUpdateSet(said),
    )
    .execute();
}

/** Ends that somebody is in it, or asked to be: from now on they read nothing of it. */
export async function endParticipant(
  trx: Kysely<Database>,
  network: NetworkId,
  conversation: Conversation,
  actor: ActorId,
  state: 'left' | 'refused',
  at: Instant,
): Promise<void> {
  for (const key of everyKey(conversation)) await untie(trx, network, key, [actor], at);
  await setParticipant(trx, network, conversation.id, actor, { state }, at);
}

/** How the others stand to it; who has left is left out. */
export async function otherParticipants(
  db: Kysely<Database>,
  network: NetworkId,
  conversation: ConversationId,
  me: ActorId,
): Promise<{ actor: ActorId; state: Exclude<ParticipantState, 'left'> }[]> {
  const { rows } = await sql<{ actor: ActorId; state: Exclude<ParticipantState, 'left'> }>`
    select p.actor_id as actor, p.state from community.participant p where p.network_id = ${network}
      and p.conversation_id = ${conversation} and p.actor_id <> ${me} and p.state <> 'left'
    order by p.actor_id`.execute(db);
  return rows;
}

/** Those of the actors who don't want to be asked by this one: they take no requests, or said no not long ago. */
export async function unasked(
  db: Kysely<Database>,
  network: NetworkId,
  by: ActorId,
  actors: readonly ActorId[],
  since: Instant,
): Promise<ReadonlySet<ActorId>> {
  const { rows } = await sql<{ id: ActorId }>`
    select a.id from community.actor a where a.network_id = ${network} and a.id = any(${[...actors]}::uuid[])
      and (a.settings -> 'message_requests' = 'false' or exists (
        select 1 from community.participant p where p.network_id = ${network} and p.actor_id = a.id
          and p.state = 'refused' and p.asked_by = ${by} and p.changed_at > ${instantValue(since)}))`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
