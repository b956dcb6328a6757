import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import { param } from '../../store/prepared.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isThere } from '../actors/acquaintances.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import { foldTag } from '../posts/marks.ts';
import type { PostView } from '../posts/view.ts';
import { meetSpace } from '../spaces/space-membership.ts';
import { type FeedPage, type PostList, postsPage, roundedUp, stretchOf } from './page.ts';

type Given = Pick<Deps, 'store'>;

const hydrated = async (
  deps: Given,
  viewer: Viewer,
  page: FeedPage,
  list: PostList,
  at: Instant,
): Promise<PostView[]> => hydratePosts(deps, viewer, await postsPage(deps, viewer, page, list, at), at);

/** What of an actor's posts is asked for. */
export interface PostsOf {
  readonly replies: boolean;
  readonly boosts: boolean;
  /** Only with this hashtag. */
  readonly tag: string | null;
}

/** What an actor posted, as far as the viewer may see it; absent where the viewer may not meet the actor. */
export async function postsOfActor(
  deps: Given,
  viewer: Viewer,
  actor: ActorId,
  { replies, boosts, tag }: PostsOf,
  page: FeedPage,
  at: Instant,
): Promise<Result<PostView[]>> {
  if (!(await isThere(deps, viewer, actor, at))) return absent;
  const tagged = sql`exists (select 1 from community.post_tag t where t.network_id = ${param('network')}::uuid
    and t.tag = ${param('tag')}::text and t.post_id = p.id)`;
  const list: PostList = {
    name: `actor ${replies} ${boosts} ${tag !== null}`,
    values: { actor, tag: tag === null ? null : foldTag(tag) },
    where: () => sql`p.author_id = ${param('actor')}::uuid and ${tag === null ? sql`true` : tagged}
      and ${replies ? sql`true` : sql`p.reply_to is null`} and ${boosts ? sql`true` : sql`p.boost_of is null`}`,
  };
  return ok(await hydrated(deps, viewer, page, list, at));
}

/** What was posted in a space, save answers; absent where the viewer may not meet the space. */
export async function postsInSpace(
  deps: Given,
  viewer: Viewer,
  space: ActorId,
  page: FeedPage,
  at: Instant,
): Promise<Result<PostView[]>> {
  if ((await meetSpace(deps, viewer, space, at)) === null) return absent;
  return ok(await hydrated(deps, viewer, page, inSpace(space), at));
}

/** What stands in a space, save answers. */
export const inSpace = (space: ActorId): PostList => ({
  name: 'space',
  values: { space },
  where: () => sql`p.space_id = ${param('space')}::uuid and p.reply_to is null`,
});

/** What an actor wrote. */
export const byActor = (actor: ActorId): PostList => ({
  name: 'actor',
  values: { actor },
  where: () => sql`p.author_id = ${param('actor')}::uuid`,
});

/** What has a hashtag, save what its author left unlisted. */
export async function postsWithTag(
  { store }: Given,
  viewer: Viewer,
  tag: string,
  page: FeedPage,
  at: Instant,
): Promise<PostView[]> {
  const candidates = await visiblePage(store, viewer, at, {
    ...page,
    kind: 'post',
    take: roundedUp(page.limit * 2),
    rows: (stretch) =>
      stretchOf({ name: 'tag' }, stretch, { tag: foldTag(tag) }, () => ({
        from: sql`community.post_tag t
          join community.post p on p.network_id = ${param('network')}::uuid and p.id = t.post_id`,
        id: 't.post_id',
        via: sql`null::text`,
        where: sql`t.network_id = ${param('network')}::uuid and t.tag = ${param('tag')}::text and p.listed`,
      })),
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
  const candidates = await visiblePage(store, viewer, at, {
    ...page,
    kind: 'post',
    take: roundedUp(page.limit),
    rows: (stretch) =>
      stretchOf({ name: mark }, stretch, {}, () => ({
        from: sql`${sql.table(`community.${mark}`)} m
          join community.post p on p.network_id = ${param('network')}::uuid and p.id = m.post_id`,
        id: 'm.post_id',
        via: sql`null::text`,
        where: sql`m.network_id = ${param('network')}::uuid and m.actor_id = ${param('viewer')}::uuid`,
      })),
  });
  return hydratePosts({ store }, viewer, candidates, at);
}
