import { sql } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import type { PostView } from '../posts/view.ts';
import { type FeedPage, type PostList, postsPage } from './page.ts';

/** Everything new on the network that the viewer may see, save answers, boosts, and what its author left unlisted. */
export async function networkFeed(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> {
  return hydratePosts(deps, viewer, await postsPage(deps, viewer, page, NEW_ONES, at), at);
}

const NEW_ONES: PostList = {
  name: 'network',
  where: () => sql`p.listed and p.reply_to is null and p.boost_of is null`,
};
