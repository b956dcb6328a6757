import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';

const LOOKED_AT = 4096;

/** Pictures from which what they tell besides themselves can be taken out. */
export const CLEANABLE = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/tiff',
] as const;
export type Cleanable = (typeof CLEANABLE)[number];

/** Pictures that carry nothing besides themselves. */
const BARE: ReadonlySet<string> = new Set(['image/bmp', 'image/x-icon']);

/**
 * What a file is, by its bytes: what is claimed of it is not believed. A text is `text/plain`, whatever language it is
 * written in; what isn't known is `application/octet-stream`.
 */
export async function sniff(path: string): Promise<string> {
  const known = await fileTypeFromFile(path).catch(() => undefined);
  if (known !== undefined) return BARE.has(known.mime) ? 'application/octet-stream' : known.mime;
  return (await isText(path)) ? 'text/plain' : 'application/octet-stream';
}

export const isCleanable = (type: string): type is Cleanable =>
  (CLEANABLE as readonly string[]).includes(type);

async function isText(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    if (bytesRead === 0) return false;
    // A character may be cut at the end of what was looked at.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), {
      stream: bytesRead === LOOKED_AT,
    });
    return !/[^\P{Cc}\t\n\r\f]/u.test(text);
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
