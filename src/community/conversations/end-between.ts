import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import type { Conversation } from './conversation.ts';
import { dropCopies } from './drop-copies.ts';
import { CONVERSATION_COLUMNS } from './open-conversation.ts';
import { endParticipant } from './participants.ts';

/**
 * Ends what two have with each other alone, because one blocks the other: their conversation, one with an organisation,
 * and what either asked the other into. In conversations of several both stay, and don't read each other. Nothing is
 * said in any of them. Within a transaction that holds the pair's lock.
 */
export async function endConversationsBetween(
  trx: Kysely<Database>,
  network: NetworkId,
  one: ActorId,
  other: ActorId,
  at: Instant,
): Promise<void> {
  const pair = sql`(${one}, ${other})`;
  const { rows } = await sql<Conversation & { actor: ActorId; waits: boolean }>`
    select ${CONVERSATION_COLUMNS}, p.actor_id as actor, p.state = 'asked' and p.asked_by in ${pair} as waits
    from community.participant p
    join community.conversation c on c.network_id = ${network} and c.id = p.conversation_id
    where p.network_id = ${network} and p.actor_id in ${pair} and p.state <> 'left' and (
      (c.kind = 'direct' and exists (select 1 from community.participant o where o.network_id = ${network}
        and o.conversation_id = c.id and o.actor_id in ${pair} and o.actor_id <> p.actor_id))
      or c.organisation_id in ${pair}
      or (p.state = 'asked' and p.asked_by in ${pair}))
    order by c.id, p.actor_id for update of c`.execute(trx);
  for (const { actor, waits, ...conversation } of rows) {
    const state = waits && conversation.kind === 'group' ? 'refused' : 'left';
    await endParticipant(trx, network, conversation, actor, state, at);
    await dropCopies(trx, network, { conversation: conversation.id, owner: actor }, at);
  }
}
