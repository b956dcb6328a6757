import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import { foldTag } from '../posts/marks.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';
import type { PostView } from '../posts/view.ts';
import { between, type FeedPage, inOrder, postsPage } from './page.ts';

type Given = Pick<Deps, 'store'>;

const hydrated = async (
  deps: Given,
  viewer: Viewer,
  page: FeedPage,
  where: Sql<boolean>,
  at: Instant,
): Promise<PostView[]> => hydratePosts(deps, viewer, await postsPage(deps, viewer, page, where, at), at);

/** What of an actor's posts is asked for. */
export interface PostsOf {
  readonly replies: boolean;
  readonly boosts: boolean;
  /** Only with this hashtag. */
  readonly tag: string | null;
}

/** What an actor posted, as far as the viewer may see it; nothing where there is no such actor. */
export function postsOfActor(
  deps: Given,
  viewer: Viewer,
  actor: ActorId,
  { replies, boosts, tag }: PostsOf,
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> {
  const tagged =
    tag === null
      ? sql`true`
      : sql`exists (select 1 from community.post_tag t where t.network_id = ${viewer.network}
          and t.tag = ${foldTag(tag)} and t.post_id = p.id)`;
  const where = sql<boolean>`p.author_id = ${actor}::uuid and ${tagged}
    and ${replies ? sql`true` : sql`p.reply_to is null`} and ${boosts ? sql`true` : sql`p.boost_of is null`}`;
  return hydrated(deps, viewer, page, where, at);
}

/** What was posted in a space, save answers. */
export const postsInSpace = (
  deps: Given,
  viewer: Viewer,
  space: ActorId,
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> =>
  hydrated(deps, viewer, page, sql`p.space_id = ${space}::uuid and p.reply_to is null`, at);

/** What has a hashtag, save what its author left unlisted. */
export async function postsWithTag(
  { store }: Given,
  viewer: Viewer,
  tag: string,
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> {
  const { network } = viewer;
  const candidates = await visiblePage(store, viewer, at, {
    ...page,
    kind: 'post',
    take: page.limit * 2,
    rows: (stretch) => sql`
      select ${POST_COLUMNS}, null::text as via from community.post_tag t
      join community.post p on p.network_id = ${network} and p.id = t.post_id
      where t.network_id = ${network} and t.tag = ${foldTag(tag)} and p.deleted_at is null and p.listed
        and ${between('t.post_id', stretch)} ${inOrder('t.post_id', stretch)}`,
  });
  return hydratePosts({ store }, viewer, candidates, at);
}

/** The viewer's likes or bookmarks, by the age of the posts; what they can no longer see is left out. */
export async function markedPosts(
  { store }: Given,
  viewer: Viewer,
  mark: 'favourite' | 'bookmark',
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> {
  const { network } = viewer;
  const candidates = await visiblePage(store, viewer, at, {
    ...page,
    kind: 'post',
    take: page.limit,
    rows: (stretch) => sql`
      select ${POST_COLUMNS}, null::text as via from ${sql.table(`community.${mark}`)} m
      join community.post p on p.network_id = ${network} and p.id = m.post_id
      where m.network_id = ${network} and m.actor_id = ${viewer.actor?.id ?? null}::uuid and p.deleted_at is null
        and ${between('m.post_id', stretch)} ${inOrder('m.post_id', stretch)}`,
  });
  return hydratePosts({ store }, viewer, candidates, at);
}
