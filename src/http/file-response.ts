import type { Context } from 'hono';
import type { FileStore } from '../store/files.ts';

/** A file to be sent. */
interface Sent {
  readonly name: string;
  readonly mediaType: string;
  readonly stored: string;
  readonly bytes: number;
  isStillAllowed(): Promise<boolean>;
}

/** What is given out between two questions whether it still may be, at most. */
const ASK_EVERY_BYTES = 1024 ** 2;
const ASK_EVERY_MS = 1000;

/** Pictures that browsers show by themselves; they were written anew here. */
const SHOWN: ReadonlySet<string> = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
]);

/**
 * Streams a file, or the range of it that is asked for (RFC 9110, section 14). While it goes out, it is asked again and
 * again whether it may: where it may no longer, the connection breaks off. Nothing but pictures is ever shown by the
 * browser itself, and nothing in a file can act on this site.
 */
export function fileResponse(c: Context, files: FileStore, file: Sent, as: 'shown' | 'saved'): Response {
  const isShown = as === 'shown' && SHOWN.has(file.mediaType);
  const headers = new Headers({
    'Content-Type': isShown ? file.mediaType : 'application/octet-stream',
    'Content-Disposition': isShown ? 'inline' : attachment(file.name),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Accept-Ranges': 'bytes',
  });
  const range = rangeOf(c.req.header('range'), file.bytes);
  if (range === 'none') {
    headers.set('Content-Range', `bytes */${file.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { from, until } = range ?? { from: 0, until: file.bytes };
  headers.set('Content-Length', String(until - from));
  if (range !== null) headers.set('Content-Range', `bytes ${from}-${until - 1}/${file.bytes}`);
  const body = c.req.method === 'HEAD' ? null : streamed(files.read(file.stored, from, until), file);
  return new Response(body, { status: range === null ? 200 : 206, headers });
}

function streamed(pieces: AsyncGenerator<Uint8Array, void>, file: Sent): ReadableStream<Uint8Array> {
  let unasked = 0;
  let asked = performance.now();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (unasked >= ASK_EVERY_BYTES || performance.now() - asked >= ASK_EVERY_MS) {
          if (!(await file.isStillAllowed())) {
            await pieces.return();
            controller.error(new Error('what is sent may no longer be seen'));
            return;
          }
          unasked = 0;
          asked = performance.now();
        }
        const next = await pieces.next();
        if (next.done === true) return controller.close();
        unasked += next.value.length;
        controller.enqueue(next.value);
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}

/** `null` is the whole; `none` lies outside. Several ranges, and what isn't understood, are answered by the whole. */
function rangeOf(
  header: string | undefined,
  bytes: number,
): { readonly from: number; readonly until: number } | 'none' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const until = first === '' || last === '' ? bytes : Math.min(Number(last) + 1, bytes);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null;
  return from < until ? { from, until } : 'none';
}

/** RFC 6266, with the name in UTF-8 (RFC 8187). */
function attachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
