import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Appended, FileStore } from '../../store/files.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { DISK_FULL } from '../files/keep-file.ts';
import { findUpload, type Upload } from './upload.ts';

/** Uploads to which this process is writing, by where they are kept: two that write to one file at once would mix. */
const underWay = new WeakMap<FileStore, Set<string>>();

/**
 * Adds bytes to an upload. Whatever came is kept, also where the connection breaks or the disk fills up, and what is
 * acknowledged is on the disk for good.
 * @param from how many bytes the sender believes to be here
 */
export async function receive(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: string,
  from: number,
  bytes: AsyncIterable<Uint8Array>,
  at: Instant,
): Promise<Result<Upload>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  // Whose it is comes first: that it is being written to is nobody else's to know.
  const own = await findUpload(deps, viewer, id);
  if (!own.ok) return own;
  const writing = underWay.get(deps.files) ?? new Set();
  underWay.set(deps.files, writing);
  if (writing.has(id)) return refuse({ kind: 'conflict', says: 'This upload is being written to already.' });
  writing.add(id);
  try {
    return await append(deps, viewer, id, from, bytes);
  } finally {
    writing.delete(id);
  }
}

async function append(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: string,
  from: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<Upload>> {
  const found = await findUpload(deps, viewer, id);
  if (!found.ok) return found;
  const upload = found.value;
  if (from !== upload.received) {
    return refuse({ kind: 'conflict', says: `${upload.received} bytes of it are here; go on from there.` });
  }
  const added = await deps.files.append(upload.stored, from, bytes, upload.bytes);
  const kept = await deps.store.community
    .updateTable('community.upload')
    .set({ received: added.length })
    .where('network_id', '=', viewer.network)
    .where('id', '=', id)
    .returning('id')
    .execute();
  // It was deleted meanwhile.
  if (kept.length === 0) return absent;
  return answered({ ...upload, received: added.length }, added.how);
}

function answered(upload: Upload, how: Appended['how']): Result<Upload> {
  switch (how) {
    case 'full':
      return DISK_FULL;
    case 'over':
      return refuse({
        kind: 'too-large',
        says: `This upload was to have ${upload.bytes} bytes, and more came.`,
      });
    case 'ended':
    case 'broken':
      return ok(upload);
  }
}
