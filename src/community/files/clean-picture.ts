import type { FileStore } from '../../store/files.ts';
import type { Cleanable } from './sniff.ts';

/** Most pixels of a picture, over all its frames: as many are in memory at once while it is cleaned. */
export const MOST_PIXELS = 50_000_000;
/** The longer side of what is shown in lists. */
const PREVIEW_SIDE = 640;

export interface CleanPicture {
  readonly stored: string;
  readonly preview: { readonly stored: string; readonly bytes: number };
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/**
 * Writes a picture anew, from its pixels alone, turned as it is to be seen: place, device, serial number, author and
 * whatever else was written into it is gone, and what hung behind it as well. Its type stays.
 * @returns null where it is no such picture, or has too many pixels
 */
export async function cleanPicture(
  files: FileStore,
  stored: string,
  type: Cleanable,
): Promise<CleanPicture | 'full' | null> {
  // Loaded when the first picture comes: most starts of the server need none.
  const { default: sharp } = await import('sharp');
  sharp.concurrency(1);
  sharp.cache(false);
  const isMoving = type === 'image/gif' || type === 'image/webp';
  const open = (animated: boolean) =>
    sharp(files.pathOf(stored), { animated, limitInputPixels: MOST_PIXELS, sequentialRead: true });
  const [whole, preview] = [await files.create(), await files.create()];
  try {
    const { pages = 1 } = await open(false).metadata();
    // What moves has no one way up.
    const upright = isMoving && pages > 1 ? open(true) : open(false).autoOrient();
    const info = await written(upright, type).toFile(files.pathOf(whole));
    await open(false)
      .autoOrient()
      .resize({ width: PREVIEW_SIDE, height: PREVIEW_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toFile(files.pathOf(preview));
    const [bytes, previewBytes] = await Promise.all([files.keep(whole), files.keep(preview)]);
    return {
      stored: whole,
      bytes,
      preview: { stored: preview, bytes: previewBytes },
      width: info.width,
      height: info.pageHeight ?? info.height,
    };
  } catch (error) {
    await Promise.all([files.remove(whole), files.remove(preview)]);
    if (saysFull(error)) return 'full';
    return null;
  }
}

/** The library says it in words alone. */
const saysFull = (error: unknown): boolean =>
  error instanceof Error && /no space left|quota exceeded/i.test(error.message);

type Picture = ReturnType<typeof import('sharp')['default']>;

function written(picture: Picture, type: Cleanable): Picture {
  switch (type) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 92 });
    case 'image/png':
      return picture.png();
    case 'image/webp':
      return picture.webp({ quality: 90 });
    case 'image/gif':
      return picture.gif();
    case 'image/avif':
      return picture.avif({ quality: 70, effort: 2 });
    case 'image/tiff':
      return picture.tiff({ compression: 'lzw' });
  }
}
