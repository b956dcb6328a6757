import { sql } from 'kysely';
import type { ActorId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Attachment } from './attachment.ts';

type Db = Deps['store']['community'];

/**
 * Whether all of these are files of the viewer's that wait; they are locked, so that none goes with two things. Within a
 * transaction.
 */
export async function lockLoose(
  trx: Db,
  { network, actor }: Viewer,
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return true;
  const { rows } = await sql`select a.id from community.attachment a
    where a.network_id = ${network} and a.id = any(${[...ids]}::uuid[]) and a.owner_id = ${actor?.id ?? null}::uuid
      and a.post_id is null and a.message_id is null order by a.id for update`.execute(trx);
  return rows.length === new Set(ids).size;
}

/**
 * Lets files go with a message, in the given order. Whoever it was that attached them, they are the sender's: who of an
 * organisation's staff wrote isn't kept.
 */
export async function attachToMessage(
  trx: Db,
  network: Viewer['network'],
  { id, sender }: { readonly id: ObjectId; readonly sender: ActorId },
  files: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const ids = sql`${[...files]}::uuid[]`;
  await sql`update community.attachment a set message_id = ${id}, owner_id = ${sender},
      place = array_position(${ids}, a.id)
    where a.network_id = ${network} and a.id = any(${ids})`.execute(trx);
}

/** Deletes what went with a message, and gives the names of what is left of it in the data folder. */
export async function detachFromMessage(
  trx: Db,
  network: Viewer['network'],
  message: ObjectId,
): Promise<string[]> {
  const { rows } = await sql<{ stored: string; preview: string | null }>`
    with gone as (
      delete from community.attachment where network_id = ${network} and message_id = ${message} returning file_id)
    delete from community.file f using gone where f.network_id = ${network} and f.id = gone.file_id
    returning f.stored, f.preview`.execute(trx);
  return rows.flatMap(({ stored, preview }) => (preview === null ? [stored] : [stored, preview]));
}

/** The files of messages, each in its order. That the viewer may see the messages is the caller's to have established. */
export async function attachmentsOf(
  db: Db,
  network: Viewer['network'],
  messages: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, Attachment[]>> {
  if (messages.length === 0) return new Map();
  const { rows } = await sql<Attachment & { message: ObjectId }>`
    select a.message_id as message, a.id, f.name, f.media_type as "mediaType", f.bytes, f.width, f.height, a.description
    from community.attachment a join community.file f on f.network_id = a.network_id and f.id = a.file_id
    where a.network_id = ${network} and a.message_id = any(${[...messages]}::uuid[]) order by a.place`.execute(
    db,
  );
  return Map.groupBy(rows, ({ message }) => message);
}
