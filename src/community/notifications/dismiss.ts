import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { noticeOf } from './list.ts';

/** Puts one of the viewer's notifications away; absent where it is none, or one that is no longer told. */
export async function dismissNotice(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  if (viewer.actor === null || (await noticeOf(deps, viewer, id, at)) === null) return absent;
  await deps.store.community
    .deleteFrom('community.notification')
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', viewer.actor.id)
    .where('id', '=', id)
    .execute();
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
