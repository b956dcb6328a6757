import { sql } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import type { Viewer } from '../../store/viewer.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';
import type { PostView } from '../posts/view.ts';
import { between, type FeedPage, inOrder, unmuted } from './page.ts';

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
  const { network } = viewer;
  const owner = viewer.actor?.id ?? null;
  const candidates = await visiblePage(deps.store, viewer, at, {
    ...page,
    kind: 'post',
    take: page.limit,
    rows: (stretch) => sql`
      select ${POST_COLUMNS}, i.via_key as via from community.inbox i
      join community.post p on p.network_id = ${network} and p.id = i.post_id
      where i.network_id = ${network} and i.owner_id = ${owner}::uuid and ${between('i.post_id', stretch)}
        and p.deleted_at is null and ${unmuted(viewer, at)}
      ${inOrder('i.post_id', stretch)}`,
  });
  return hydratePosts(deps, viewer, candidates, at);
}
