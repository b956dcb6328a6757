import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { visiblePage } from '../../store/pages.ts';
import type { Viewer } from '../../store/viewer.ts';
import { between, inOrder } from '../feeds/page.ts';
import { meetResource } from '../resources/resource-source.ts';
import { hydratePosts } from './hydrate.ts';
import { POST_COLUMNS, seenPost, seenPosts } from './post-source.ts';
import type { PostView } from './view.ts';

/** The thread around a post: what it answers, root first, and what answers it, each answer below what it answers. */
export interface Thread {
  readonly above: readonly PostView[];
  readonly below: readonly PostView[];
}

const MOST_BELOW = 500;
const LOWEST = '00000000-0000-0000-0000-000000000000' as ObjectId;

/** What the viewer may see of the thread around a post. */
export async function threadOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<Thread>> {
  const post = await seenPost(deps, viewer, id, at);
  if (post === null) return absent;
  const order = post.facts.object.within.map((up) => up.id).reverse();
  const above = await seenPosts(deps, viewer, order, at);
  const below = await answersTo(deps, viewer, post.id, at);
  const views = await hydratePosts(deps, viewer, [...above, ...below], at);
  const byId = new Map(views.map((view) => [view.id, view]));
  return ok({
    above: order.flatMap((up) => byId.get(up) ?? []),
    below: inThreads(
      post.id,
      below.flatMap((one) => byId.get(one.id) ?? []),
    ),
  });
}

/** What the viewer may see of what answers a resource that they see, each answer below what it answers. */
export async function commentsOn(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  resource: ObjectId,
  at: Instant,
): Promise<Result<readonly PostView[]>> {
  const met = await meetResource(deps, viewer, resource, at);
  if (met === null || met.kind === 'folder') return absent;
  const below = await answersTo(deps, viewer, resource, at);
  return ok(inThreads(resource, await hydratePosts(deps, viewer, below, at)));
}

function answersTo(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Candidate[]> {
  const { network } = viewer;
  return visiblePage(store, viewer, at, {
    kind: 'post',
    limit: MOST_BELOW,
    take: MOST_BELOW,
    before: null,
    since: null,
    after: LOWEST,
    rows: (stretch) => sql`
      with recursive below (id) as (
        select r.id from community.post r where r.network_id = ${network} and r.reply_to = ${id}::uuid
        union all
        select r.id from below join community.post r on r.network_id = ${network} and r.reply_to = below.id)
      select ${POST_COLUMNS}, null::text as via from below
      join community.post p on p.network_id = ${network} and p.id = below.id
      where p.deleted_at is null and ${between('p.id', stretch)} ${inOrder('p.id', stretch)}`,
  });
}

/** Each answer right below what it answers, older ones first; one whose parent isn't shown comes at the end. */
function inThreads(root: ObjectId, views: readonly PostView[]): PostView[] {
  const sorted = views.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  // What answers a resource, answers no post.
  const answers = Map.groupBy(sorted, (view) => view.replyTo?.id ?? root);
  const placed = new Set<PostView>();
  const place = (parent: ObjectId): void => {
    for (const view of answers.get(parent) ?? []) {
      placed.add(view);
      place(view.id);
    }
  };
  place(root);
  return [...placed, ...sorted.filter((view) => !placed.has(view))];
}
