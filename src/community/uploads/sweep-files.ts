import { sql } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';

const DAY_MS = 24 * 3600_000;
/** Names that are looked up at a time. */
const CHUNK = 500;

/**
 * Ends uploads and attachments that a day has gone by without their becoming part of anything, and removes every file
 * that nothing names any longer.
 */
export async function sweepFiles(deps: Pick<Deps, 'store' | 'files'>, at: Instant): Promise<void> {
  const { community } = deps.store;
  const before = instantValue(at - DAY_MS);
  await community.deleteFrom('community.upload').where('created_at', '<', before).execute();
  await sql`with loose as (
      delete from community.attachment where post_id is null and message_id is null and created_at < ${before} returning network_id, file_id)
    delete from community.file f using loose where f.network_id = loose.network_id and f.id = loose.file_id`.execute(
    community,
  );
  let names: string[] = [];
  for await (const name of deps.files.olderThan(at - DAY_MS)) {
    names.push(name);
    if (names.length < CHUNK) continue;
    await removeUnnamed(deps, names);
    names = [];
  }
  await removeUnnamed(deps, names);
}

async function removeUnnamed(
  { store, files }: Pick<Deps, 'store' | 'files'>,
  names: readonly string[],
): Promise<void> {
  if (names.length === 0) return;
  const { rows } = await sql<{ name: string }>`select n.name from unnest(${[...names]}::text[]) as n (name)
    where not exists (select 1 from community.file f where f.stored = n.name)
      and not exists (select 1 from community.file f where f.preview = n.name)
      and not exists (select 1 from community.upload u where u.stored = n.name)`.execute(store.community);
  for (const { name } of rows) await files.remove(name);
}
