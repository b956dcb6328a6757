import { ok, type Result, refuse } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import { cleanPicture } from './clean-picture.ts';
import { isCleanable, sniff } from './sniff.ts';

/** The largest file, in bytes: 1 GiB. */
export const LARGEST_FILE = 1024 ** 3;
/** The largest picture, in bytes, which is rewritten as a whole. */
export const LARGEST_PICTURE = 64 * 1024 ** 2;

/** A file as it is kept. */
export interface KeptFile {
  readonly stored: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Of pictures: what is shown of them in lists. */
  readonly preview: { readonly stored: string; readonly bytes: number } | null;
}

export const DISK_FULL = refuse({
  kind: 'full',
  says: 'The server’s disk is full. What it has received is kept; try again later, or ask whoever runs it.',
});

/**
 * Makes a received file fit to be shared: says what it is by its bytes, and takes out of a picture what it tells besides
 * itself. A picture is written anew; what was received is then the caller's to remove.
 */
export async function keepFile(
  { files }: Pick<Deps, 'files'>,
  received: { readonly stored: string; readonly name: string; readonly bytes: number },
): Promise<Result<KeptFile>> {
  const type = await sniff(files.pathOf(received.stored));
  const plain = { width: null, height: null, preview: null };
  if (!type.startsWith('image/')) return ok({ ...received, mediaType: type, ...plain });
  if (!isCleanable(type)) {
    return cannot(
      `A picture of the type ${type} may tell where and by whom it was taken, and that can’t be taken out here. Save it as JPEG or PNG first.`,
    );
  }
  if (received.bytes > LARGEST_PICTURE) return cannot('A picture has 64 MiB at most; make it smaller first.');
  const clean = await cleanPicture(files, received.stored, type);
  if (clean === 'full') return DISK_FULL;
  if (clean === null) return cannot('This picture is broken, or has more than 50 million pixels.');
  return ok({ ...clean, name: received.name, mediaType: type });
}

const cannot = (says: string) => refuse({ kind: 'invalid', field: 'file', says });
