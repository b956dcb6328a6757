import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { type HeldSeat, heldSeats } from '../../store/seats.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { insertFile, removeBytes } from '../files/file-rows.ts';
import { DISK_FULL, keepFile, LARGEST_FILE } from '../files/keep-file.ts';
import { fitName } from '../files/names.ts';

/** Files that one post can have. */
export const MOST_ATTACHMENTS = 8;
/** Files of one persona that wait for their post. */
const MOST_LOOSE = 40;
/** No actor has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000' as ActorId;
export const LONGEST_ALT_TEXT = 1500;

/** A file that goes with a post or a message, or will. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly description: string;
}

/**
 * Takes in a file that is to go with a post or a message. Until it does, it is its owner's alone, and gone after a day.
 * @param bytes read as they come
 * @param seat in which it is sent: where that has ended by the time that it is all here, nothing was sent
 */
export async function addAttachment(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'clock'>,
  viewer: Viewer,
  { name: claimed, bytes }: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
  at: Instant,
  seat: HeldSeat | null = null,
): Promise<Result<string>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { network } = viewer;
  if ((await countLoose(deps, viewer)) >= MOST_LOOSE) {
    return refuse({
      kind: 'conflict',
      says: `You have ${MOST_LOOSE} files that wait to be sent; send them or wait a day.`,
    });
  }
  const stored = await deps.files.create();
  const received = await deps.files.append(stored, 0, bytes, LARGEST_FILE);
  const whole = received.how === 'ended' && received.length > 0;
  const name = fitName(claimed);
  const kept = whole
    ? await keepFile(deps, { stored, name, bytes: received.length })
    : refusalOf(received.how);
  if (!kept.ok) {
    await removeBytes(deps, [stored]);
    return kept;
  }
  if (seat !== null && !(await isHeldNow(deps, network, seat))) {
    const { preview } = kept.value;
    await removeBytes(deps, [stored, kept.value.stored, ...(preview === null ? [] : [preview.stored])]);
    return absent;
  }
  const id = deps.ids.next('attachment');
  await deps.store.community.transaction().execute(async (trx) => {
    const file = await insertFile(trx, deps, network, kept.value, at);
    await trx
      .insertInto('community.attachment')
      .values({
        network_id: network,
        id,
        owner_id: me.value,
        file_id: file,
        description: '',
        post_id: null,
        place: 0,
        created_at: timestamp(at),
      })
      .execute();
  });
  if (kept.value.stored !== stored) await removeBytes(deps, [stored]);
  return ok(id);
}

/** Whether a seat is still held, after what may have taken long. */
async function isHeldNow(
  deps: Pick<Deps, 'store' | 'clock'>,
  network: NetworkId,
  { actor, id }: HeldSeat,
): Promise<boolean> {
  const held = await heldSeats(deps.store.community, network, actor, instantOf(deps));
  return held.some((one) => one.id === id);
}

function refusalOf(how: 'ended' | 'broken' | 'full' | 'over') {
  if (how === 'full') return DISK_FULL;
  if (how === 'over') return refuse({ kind: 'too-large', says: 'A file has 1 GiB at most.' });
  return refuse({ kind: 'invalid', field: 'file', says: 'is empty, or did not come whole; send it again' });
}

async function countLoose({ store }: Pick<Deps, 'store'>, viewer: Viewer): Promise<number> {
  const { count } = await store.community
    .selectFrom('community.attachment')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', viewer.actor?.id ?? NOBODY)
    .where('post_id', 'is', null)
    .where('message_id', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** One of the viewer's own attachments. */
export async function findAttachment(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
): Promise<Result<Attachment>> {
  const { rows } = await sql<Attachment>`
    select a.id, f.name, f.media_type as "mediaType", f.bytes, f.width, f.height, a.description
    from community.attachment a join community.file f on f.network_id = a.network_id and f.id = a.file_id
    where a.network_id = ${viewer.network} and a.id = ${id}::uuid and a.owner_id = ${viewer.actor?.id ?? null}::uuid`.execute(
    store.community,
  );
  const [found] = rows;
  return found === undefined ? absent : ok(found);
}

/** Says in words what is to be seen on one of the viewer's own attachments, before it goes with a post. */
export async function describeAttachment(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  description: string,
): Promise<Result<Attachment>> {
  await deps.store.community
    .updateTable('community.attachment')
    .set({ description })
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .where('owner_id', '=', viewer.actor?.id ?? NOBODY)
    .execute();
  return findAttachment(deps, viewer, id);
}

/** Whether all of these are files of the viewer's that wait for a post or a message. */
export async function areLoose(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly string[],
): Promise<boolean> {
  if (ids.length === 0) return true;
  const { rows } = await sql<{ n: number }>`select count(*) as n from community.attachment
    where network_id = ${viewer.network} and id = any(${[...ids]}::uuid[])
      and owner_id = ${viewer.actor?.id ?? null}::uuid and post_id is null and message_id is null`.execute(
    store.community,
  );
  return rows[0]?.n === new Set(ids).size;
}

/** Deletes what went with posts, and gives the names of what is left of it in the data folder. */
export async function detach(
  trx: Deps['store']['community'],
  network: Viewer['network'],
  posts: readonly ObjectId[],
): Promise<string[]> {
  const { rows } = await sql<{ stored: string; preview: string | null }>`
    with gone as (
      delete from community.attachment where network_id = ${network} and post_id = any(${[...posts]}::uuid[])
      returning file_id)
    delete from community.file f using gone where f.network_id = ${network} and f.id = gone.file_id
    returning f.stored, f.preview`.execute(trx);
  return rows.flatMap(({ stored, preview }) => (preview === null ? [stored] : [stored, preview]));
}
