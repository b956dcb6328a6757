import { sql } from 'kysely';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { beginningOf } from '../resources/words-of.ts';

/** The words in those of the viewer's files that are texts, to be held against what is labelled. */
export async function wordsIn(
  deps: Pick<Deps, 'store' | 'files'>,
  { network, actor }: Viewer,
  ids: readonly string[],
): Promise<string> {
  if (ids.length === 0) return '';
  const { rows } = await sql<{ stored: string; bytes: number }>`
    select f.stored, f.bytes from community.attachment a
    join community.file f on f.network_id = a.network_id and f.id = a.file_id
    where a.network_id = ${network} and a.id = any(${[...ids]}::uuid[]) and a.owner_id = ${actor?.id ?? null}::uuid
      and f.media_type = 'text/plain' order by a.id`.execute(deps.store.community);
  const texts = await Promise.all(rows.map(({ stored, bytes }) => beginningOf(deps.files, stored, bytes)));
  return texts.join('\n\n');
}
