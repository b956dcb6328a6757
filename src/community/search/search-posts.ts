import { sql } from 'kysely';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import { param } from '../../store/prepared.ts';
import type { Viewer } from '../../store/viewer.ts';
import { between, type FeedPage, inOrder, type PostList, postsPage } from '../feeds/page.ts';
import { hydratePosts } from '../posts/hydrate.ts';
import { foldTag } from '../posts/marks.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';
import type { PostView } from '../posts/view.ts';

/** A search over posts. */
export interface PostSearch extends FeedPage {
  /** As people type it: words, "a phrase", -not this. */
  readonly text: string;
  readonly author: ActorId | null;
  /** Results to be passed over first. */
  readonly offset: number;
}

/** Finds posts by their words among exactly those that the viewer may see, newest first. */
export async function searchPosts(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { text, author, offset, ...page }: PostSearch,
  at: Instant,
): Promise<PostView[]> {
  const list: PostList = {
    name: `search ${author !== null}`,
    skewed: true,
    values: { text, author },
    where: () => sql`p.search @@ websearch_to_tsquery('simple', ${param('text')}::text) and p.boost_of is null
      and ${author === null ? sql`true` : sql`p.author_id = ${param('author')}::uuid`}`,
  };
  const found = await postsPage(deps, viewer, { ...page, limit: page.limit + offset }, list, at);
  return hydratePosts(deps, viewer, found.slice(offset), at);
}

/** Posts read to find hashtags in. */
const POSTS_FOR_TAGS = 100;

/** A hashtag, and the slug of the network that it is on. */
export interface FoundTag {
  readonly name: string;
  readonly network: string;
}

/** Hashtags that begin so, of posts that the viewer may see. */
export async function searchTags(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  text: string,
  limit: number,
  at: Instant,
): Promise<FoundTag[]> {
  const start = foldTag(text.trim().replace(/^#/, ''));
  if (!/^[\p{L}\p{N}_\u00b7]+$/u.test(start)) return [];
  const { network } = viewer;
  const begins = sql`t.tag collate "C" >= ${start} and t.tag collate "C" < ${`${start}\u{10ffff}`}`;
  const posts = await visiblePage(store, viewer, at, {
    kind: 'post',
    limit: POSTS_FOR_TAGS,
    take: POSTS_FOR_TAGS,
    before: null,
    since: null,
    after: null,
    rows: (stretch) => sql`
      select distinct ${POST_COLUMNS}, null::text as via from community.post_tag t
      join community.post p on p.network_id = ${network} and p.id = t.post_id
      where t.network_id = ${network} and ${begins} and p.deleted_at is null and p.listed
        and ${between('p.id', stretch)} ${inOrder('p.id', stretch)}`,
  });
  const ids: ObjectId[] = posts.map(({ id }) => id);
  if (ids.length === 0) return [];
  const { rows } = await sql<FoundTag>`
    select distinct t.tag as name, n.slug as network from community.post_tag t
    join community.network n on n.id = t.network_id
    where t.network_id = ${network} and t.post_id = any(${ids}::uuid[]) and ${begins}
    order by t.tag limit ${limit}`.execute(store.community);
  return rows;
}
