import { type Kysely, sql } from 'kysely';
import type { ActorId, ConversationId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

/** Which copies that are shown in conversations: those of somebody in one, all of one attribute, or one of them. */
export type WhichCopies =
  | { readonly owner: ActorId; readonly conversation: ConversationId }
  | { readonly owner: ActorId; readonly mark: Buffer }
  | { readonly owner: ActorId; readonly conversation: ConversationId; readonly mark: Buffer }
  | { readonly owner: ActorId; readonly conversation?: ConversationId; readonly copy: ObjectId };

/**
 * Deletes copies of attributes that are shown in conversations, and ends every grant on them, in the transaction of
 * whatever ends them.
 * @returns how many there were
 */
export async function dropCopies(
  db: Kysely<Database>,
  network: NetworkId,
  which: WhichCopies,
  at: Instant,
): Promise<number> {
  const conversation = 'conversation' in which ? (which.conversation ?? null) : null;
  const mark = 'mark' in which ? which.mark : null;
  const copy = 'copy' in which ? which.copy : null;
  const those = sql<boolean>`d.actor_id = ${which.owner} and d.conversation_id is not null
    and (${conversation}::uuid is null or d.conversation_id = ${conversation}::uuid)
    and (${mark}::bytea is null or d.attribute_mark = ${mark}::bytea)
    and (${copy}::uuid is null or d.id = ${copy}::uuid)`;
  await notePastCopies(db, network, those, at);
  const { rows } = await sql<{ id: ObjectId }>`delete from community.disclosure d
    where d.network_id = ${network} and ${those} returning d.id`.execute(db);
  if (rows.length === 0) return 0;
  await sql`update community."grant" set would_end = valid_until, valid_until = ${instantValue(at)}
    where network_id = ${network} and object_id = any(${rows.map(({ id }) => id)}::uuid[]) and object_kind = 'attribute'
    and valid_until > ${instantValue(at)}`.execute(db);
  return rows.length;
}
