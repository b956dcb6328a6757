import { sql } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import { param } from '../../store/prepared.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import type { PostView } from '../posts/view.ts';
import { type FeedPage, roundedUp, stretchOf, unmuted } from './page.ts';

/**
 * The viewer's own feed: what was put there when it was published, decided again now. Two round trips, unless much of
 * it is no longer to be seen.
 */
export async function homeFeed(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> {
  const candidates = await visiblePage(deps.store, viewer, at, {
    ...page,
    kind: 'post',
    take: roundedUp(page.limit),
    rows: (stretch) =>
      stretchOf({ name: 'home' }, stretch, { now: timestamp(at) }, () => ({
        from: sql`community.inbox i
          join community.post p on p.network_id = ${param('network')}::uuid and p.id = i.post_id`,
        id: 'i.post_id',
        via: sql`i.via_key`,
        where: sql`i.network_id = ${param('network')}::uuid and i.owner_id = ${param('viewer')}::uuid
          and ${unmuted()}`,
      })),
  });
  return hydratePosts(deps, viewer, candidates, at);
}
