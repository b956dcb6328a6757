import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Appended } from '../../store/files.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { DISK_FULL } from '../files/keep-file.ts';
import { type Turn, takeTurn } from './turn.ts';
import { findUpload, type Upload } from './upload.ts';

const BUSY = refuse({ kind: 'conflict', says: 'This upload is being written to already.' });

/**
 * Adds bytes to an upload. Whatever came is kept, also where the connection breaks or the disk fills up, and what is
 * acknowledged is on the disk for good.
 * @param from how many bytes the sender believes to be here
 */
export async function receive(
  deps: Pick<Deps, 'store' | 'files' | 'ids' | 'clock'>,
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
  const turn = await takeTurn(deps, viewer.network, own.value);
  if (turn === null) return (await findUpload(deps, viewer, id)).ok ? BUSY : absent;
  let received: number | null = null;
  let isMine = false;
  let added: Result<Appended>;
  try {
    added = await append(deps, viewer, id, from, held(bytes, turn));
    if (added.ok) received = added.value.length;
  } finally {
    isMine = await turn.end(received);
  }
  if (!added.ok) return added;
  // It was deleted meanwhile, or another went on with it.
  if (!isMine) return (await findUpload(deps, viewer, id)).ok ? BUSY : absent;
  return answered({ ...own.value, received: added.value.length }, added.value.how);
}

async function append(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: string,
  from: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<Appended>> {
  const found = await findUpload(deps, viewer, id);
  if (!found.ok) return found;
  const upload = found.value;
  if (from !== upload.received) {
    return refuse({ kind: 'conflict', says: `${upload.received} bytes of it are here; go on from there.` });
  }
  return ok(await deps.files.append(upload.stored, from, bytes, upload.bytes));
}

/** The pieces, as long as it is the writer's turn. */
async function* held(bytes: AsyncIterable<Uint8Array>, turn: Turn): AsyncGenerator<Uint8Array, void> {
  for await (const piece of bytes) {
    if (!(await turn.isMine())) throw new Error('another has the turn to write');
    yield piece;
  }
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
