import { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Context } from 'hono';
import { ok, type Result, refuse } from '../core/result.ts';

/** A file in a form, to be read while it comes. */
export interface FormFile {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** A form with at most one file that was taken, and its texts. */
export interface FileForm<T> {
  readonly taken: T | null;
  readonly fields: Readonly<Record<string, string>>;
}

const LIMITS = { fields: 10, fieldSize: 16 * 1024, fieldNameSize: 100, files: 1, parts: 12, headerPairs: 50 };

const malformed = refuse({ kind: 'invalid', says: 'The form could not be read.' });

/**
 * Reads a multipart form (RFC 7578) as it comes: its file is never held in memory.
 * @param field the name of the file's part; other files are passed over
 * @param take what is done with the file
 */
export async function readFileForm<T>(
  c: Context,
  field: string,
  take: (file: FormFile) => Promise<T>,
): Promise<Result<FileForm<T>>> {
  const type = c.req.header('content-type') ?? '';
  const { body } = c.req.raw;
  if (!/^multipart\/form-data\s*;/i.test(type) || body === null) return malformed;
  const fields: Record<string, string> = Object.create(null);
  let taken: Promise<T> | null = null;
  let failed = false;
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  try {
    const form = new Busboy({ headers: { 'content-type': type } as BusboyHeaders, limits: LIMITS });
    form.on('field', (name, value) => {
      fields[name] = value;
    });
    form.on('file', (name, stream, filename) => {
      if (name !== field || taken !== null) {
        stream.resume();
        return;
      }
      taken = take({ name: filename ?? '', bytes: stream });
      // A file that is refused halfway is read to its end all the same, so that the form has one.
      taken.then(
        () => stream.resume(),
        () => stream.resume(),
      );
    });
    await new Promise<void>((resolve, reject) => {
      form.on('finish', resolve);
      form.on('error', reject);
      source.on('error', (error) => {
        form.destroy(error);
        reject(error);
      });
      source.pipe(form);
    });
  } catch {
    failed = true;
    source.destroy();
  }
  const value = taken === null ? null : await taken;
  return failed ? malformed : ok({ taken: value, fields });
}
