import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import { type Deps, instantOf } from '../../store/deps.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { seenAnywhere } from '../conversations/messages-page.ts';
import { mayDo, seenPost } from '../posts/post-source.ts';
import { may, meetResource } from '../resources/resource-source.ts';

/** Whose bytes are asked for: a shared file's, or those of a file that goes with a post or a message. */
export interface FileOf {
  readonly kind: 'resource' | 'attachment';
  readonly id: string;
}

/** `preview` and `picture` are what is seen of a picture; `download` is the file itself. */
export type FilePart = 'preview' | 'picture' | 'download';

export interface OpenedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly stored: string;
  readonly bytes: number;
  /** Asks anew, over the facts of that moment, whether it may still be given out. */
  isStillAllowed(): Promise<boolean>;
}

/** Opens a file to be given out, or says why not; it is decided by the grants on what it belongs to. */
export async function openFile(
  deps: Pick<Deps, 'store' | 'clock'>,
  viewer: Viewer,
  file: FileOf,
  part: FilePart,
  at: Instant,
): Promise<Result<OpenedFile>> {
  const allowed = await isAllowed(deps, viewer, file, part, at);
  if (!allowed.ok) return allowed;
  const found = await rowOf(deps, viewer, file);
  if (found === undefined || (part !== 'download' && found.preview === null)) return absent;
  const small = part === 'preview' && found.preview !== null && found.preview_bytes !== null;
  const bytes = small
    ? { mediaType: 'image/webp', stored: found.preview ?? '', bytes: found.preview_bytes ?? 0 }
    : { mediaType: found.media_type, stored: found.stored, bytes: found.bytes };
  return ok({
    name: found.name,
    ...bytes,
    async isStillAllowed() {
      const now = await loadViewer(deps.store, viewer.network, viewer.actor?.id ?? null);
      return now !== null && (await isAllowed(deps, now, file, part, instantOf(deps))).ok;
    },
  });
}

async function isAllowed(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { kind, id }: FileOf,
  part: FilePart,
  at: Instant,
): Promise<Result<null>> {
  const action = part === 'download' ? 'download' : 'see';
  const notThat = refuse({ kind: 'forbidden', says: 'You may see this, but not download it.' });
  if (kind === 'resource') {
    const met = await meetResource(deps, viewer, id as ObjectId, at);
    if (met === null || met.kind !== 'file') return absent;
    return may(met, action, at) ? ok(null) : notThat;
  }
  const row = await deps.store.community
    .selectFrom('community.attachment')
    .select(['owner_id', 'post_id', 'message_id'])
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return absent;
  if (row.message_id !== null) {
    const message = await seenAnywhere(deps, viewer, row.message_id, at);
    if (message === null) return absent;
    return mayDo(action, message, at) ? ok(null) : notThat;
  }
  if (row.post_id === null) return isOwn(viewer, row.owner_id) ? ok(null) : absent;
  const post = await seenPost(deps, viewer, row.post_id, at);
  if (post === null) return absent;
  return mayDo(action, post, at) ? ok(null) : notThat;
}

const isOwn = (viewer: Viewer, owner: ActorId): boolean => viewer.actor?.id === owner;

interface Row {
  name: string;
  media_type: string;
  stored: string;
  preview: string | null;
  preview_bytes: number | null;
  bytes: number;
}

async function rowOf(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  { kind, id }: FileOf,
): Promise<Row | undefined> {
  const table = kind === 'resource' ? sql`community.resource` : sql`community.attachment`;
  const { rows } = await sql<Row>`select f.name, f.media_type, f.stored, f.preview, f.preview_bytes, f.bytes
    from ${table} x join community.file f on f.network_id = x.network_id and f.id = x.file_id
    where x.network_id = ${network} and x.id = ${id}::uuid`.execute(store.community);
  return rows[0];
}
