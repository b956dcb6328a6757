import type { Kysely } from 'kysely';
import type { NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';

/** As much of a text file as is compared, in bytes: about a million characters. */
const MOST_READ = 1024 ** 2;

/** What a resource says: its title, description and page, and the beginning of its text file. */
export interface Words {
  readonly title: string;
  readonly description: string;
  readonly text: string;
  readonly inFile: string;
}

/** As one text. */
export const textOf = ({ title, description, text, inFile }: Words): string =>
  [title, description, text, inFile].join('\n\n');

/** The words of a resource; null where there is none. */
export async function wordsOf(
  db: Kysely<Database>,
  { files }: Pick<Deps, 'files'>,
  network: NetworkId,
  id: ObjectId,
): Promise<Words | null> {
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
  const inFile = stored === null || type !== 'text/plain' ? '' : await beginningOf(files, stored, bytes ?? 0);
  return { title, description, text: text ?? '', inFile };
}

/** As much of a text file as is compared. */
export async function beginningOf(files: Deps['files'], stored: string, bytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of files.read(stored, 0, Math.min(bytes, MOST_READ))) {
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
