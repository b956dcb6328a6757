import { sql } from 'kysely';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { TextFile } from '../resources/words-of.ts';

/** Those of the viewer's files that are texts, whose words are to be held against what is labelled. */
export async function textsAmong(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  ids: readonly string[],
): Promise<readonly TextFile[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<TextFile>`
    select f.stored, f.bytes from community.attachment a
    join community.file f on f.network_id = a.network_id and f.id = a.file_id
    where a.network_id = ${network} and a.id = any(${[...ids]}::uuid[]) and a.owner_id = ${actor?.id ?? null}::uuid
      and f.media_type = 'text/plain' order by a.id`.execute(store.community);
  return rows;
}
