import { absent, ok, type Result } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { BulkChange } from './ask-bulk-change.ts';

const MOST_SHOWN = 20;

/** The viewer's own changes of many posts that aren't forgotten yet, the newest first. */
export async function listBulkChanges(
  { store }: Pick<Deps, 'store'>,
  { network, actor }: Viewer,
  only: string | null = null,
): Promise<BulkChange[]> {
  const mine = store.community
    .selectFrom('community.bulk_change')
    .select(['id', 'state', 'done', 'total', 'asked_at as askedAt'])
    .where('network_id', '=', network)
    .where('owner_id', '=', actor?.id ?? null);
  const these = only === null ? mine : mine.where('id', '=', only);
  return these.orderBy('id', 'desc').limit(MOST_SHOWN).execute();
}

/** How far one of them is. */
export async function showBulkChange(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
): Promise<Result<BulkChange>> {
  const [found] = await listBulkChanges(deps, viewer, id);
  return found === undefined ? absent : ok(found);
}
