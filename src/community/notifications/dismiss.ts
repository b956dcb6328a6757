import { absent, ok, type Result } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Puts one of the viewer's notifications away. */
export async function dismissNotice(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
): Promise<Result<null>> {
  if (viewer.actor === null) return absent;
  await store.community
    .deleteFrom('community.notification')
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', viewer.actor.id)
    .where('id', '=', id)
    .execute();
  // The same answer where there was none: whether a notification that is no longer told is there must not show.
  return ok(null);
}

/** Puts all of the viewer's notifications away. */
export async function clearNotices({ store }: Pick<Deps, 'store'>, viewer: Viewer): Promise<void> {
  if (viewer.actor === null) return;
  await store.community
    .deleteFrom('community.notification')
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', viewer.actor.id)
    .execute();
}
