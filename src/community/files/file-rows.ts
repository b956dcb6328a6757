import type { Kysely } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { KeptFile } from './keep-file.ts';

/** Writes the row of a file that is kept, and gives its id. */
export async function insertFile(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  file: KeptFile,
  at: Instant,
): Promise<string> {
  const id = ids.next('file');
  await trx
    .insertInto('community.file')
    .values({
      network_id: network,
      id,
      stored: file.stored,
      name: file.name,
      media_type: file.mediaType,
      bytes: file.bytes,
      width: file.width,
      height: file.height,
      preview: file.preview?.stored ?? null,
      preview_bytes: file.preview?.bytes ?? null,
      created_at: timestamp(at),
    })
    .execute();
  return id;
}

/** Deletes the rows of files, and gives the names of what they left in the data folder: to be removed after the commit. */
export async function deleteFiles(
  trx: Kysely<Database>,
  network: NetworkId,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const gone = await trx
    .deleteFrom('community.file')
    .where('network_id', '=', network)
    .where('id', 'in', ids)
    .returning(['stored', 'preview'])
    .execute();
  return gone.flatMap(({ stored, preview }) => (preview === null ? [stored] : [stored, preview]));
}

/** Removes bytes that no row names any longer. What isn't removed now is found by the next sweep. */
export async function removeBytes({ files }: Pick<Deps, 'files'>, names: readonly string[]): Promise<void> {
  for (const name of names) await files.remove(name);
}
