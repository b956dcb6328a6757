import { setImmediate as turn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';

/** A text file, by the name of its bytes. */
export interface TextFile {
  readonly stored: string;
  readonly bytes: number;
}

/** What a resource says: its title, description and page, and its text file. */
export interface Words {
  readonly title: string;
  readonly description: string;
  readonly text: string;
  readonly file: TextFile | null;
}

/** As one text, which comes in pieces as often as it is asked for. */
export const textOf = (
  { files }: Pick<Deps, 'files'>,
  { title, description, text, file }: Words,
): AsyncIterable<string> => inTurn(files, [title, description, text], file === null ? [] : [file]);

/** Texts and then text files, as one text in pieces: a file is never read whole. */
export const inTurn = (
  files: Deps['files'],
  texts: readonly string[],
  textFiles: readonly TextFile[],
): AsyncIterable<string> => ({
  async *[Symbol.asyncIterator]() {
    yield texts.join('\n\n');
    for (const { stored, bytes } of textFiles) {
      yield '\n\n';
      const decoder = new TextDecoder();
      for await (const piece of files.read(stored, 0, bytes)) {
        yield decoder.decode(piece, { stream: true });
        // Others have their turn while a long file is compared.
        await turn();
      }
      yield decoder.decode();
    }
  },
});

/** The words of a resource; null where there is none. */
export async function wordsOf(db: Kysely<Database>, network: NetworkId, id: ObjectId): Promise<Words | null> {
  const row = await db
    .selectFrom('community.resource as r')
    .leftJoin('community.file as f', (join) =>
      join.onRef('f.network_id', '=', 'r.network_id').onRef('f.id', '=', 'r.file_id'),
    )
    .select(['r.title', 'r.description', 'r.text', 'f.stored', 'f.media_type', 'f.bytes'])
    .where('r.network_id', '=', network)
    .where('r.id', '=', id)
    .where('r.deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { title, description, text, stored, media_type: type, bytes } = row;
  const file = stored === null || type !== 'text/plain' ? null : { stored, bytes: bytes ?? 0 };
  return { title, description, text: text ?? '', file };
}
