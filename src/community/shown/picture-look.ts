import type { FileStore } from '../../store/files.ts';

/** Pixels on a side of what a look is taken of; the picture itself is a preview already. */
const SIDE = 128;
/** Squares on a side of a look: 256 bits. */
const SQUARES = 16;

/** Looks are facts of bytes that never change; so many are kept in memory, the oldest go first. */
const MOST_KEPT = 4096;
const kept = new Map<string, string | null>();

/**
 * What a picture looks like, in 256 bits of which pictures that look alike have nearly all in common: which of 16 × 16
 * squares are brighter than the median of their band (Yang, Gu and Niu, "Block mean value based image perceptual hashing",
 * 2006).
 * @param stored the name of its bytes
 * @returns null where it can't be read
 */
export async function pictureLook(files: Pick<FileStore, 'pathOf'>, stored: string): Promise<string | null> {
  const known = kept.get(stored);
  if (known !== undefined) return known;
  const look = await lookOf(files.pathOf(stored)).catch(() => null);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(stored, look);
  return look;
}

async function lookOf(path: string): Promise<string> {
  const [{ default: sharp }, { bmvbhashEven }] = await Promise.all([
    import('sharp'),
    import('blockhash-core'),
  ]);
  const { data, info } = await sharp(path, { sequentialRead: true })
    .resize(SIDE, SIDE, { fit: 'fill' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return bmvbhashEven({ width: info.width, height: info.height, data }, SQUARES);
}
