import { holdsKey } from '../../privacy/holds-key.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { loadAudienceOf } from '../../store/audience-facts.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import { countFollowUps } from '../posts/count-follow-ups.ts';
import { loadDetails } from '../posts/load-details.ts';
import { postsById } from '../posts/post-source.ts';
import { loadQuotable, quotedFor } from '../posts/quoted.ts';
import type { PostView, QuotedViews } from '../posts/view.ts';
import { PostDetails } from '../posts/views.ts';
import { contentById } from '../resources/resource-source.ts';
import type { Whereabouts } from './watched-post.ts';

/** How one of many sees a post. */
export interface LiveView {
  readonly view: PostView;
  /** Whether it may still come by way of the set through which it is in their home feed. */
  readonly atHome: boolean;
}

/**
 * A post as each of many viewers sees it now: decided for each by the core, over facts fetched for all at once. Who
 * may not see it is left out.
 * @param where the post comes up
 * @param viewers actors; null is the visitor
 */
export async function viewsFor(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  post: ObjectId,
  { homes, boosted }: Pick<Whereabouts, 'homes' | 'boosted'>,
  viewers: ReadonlySet<ActorId | null>,
  at: Instant,
): Promise<Map<ActorId | null, LiveView>> {
  const actors = [...viewers].filter((viewer) => viewer !== null);
  const source = { kind: 'post', rows: postsById([post]) } as const;
  const [onlookers, loaded] = await Promise.all([
    loadAudienceOf(store, network, source, actors, at),
    loadDetails(store, network, actors, boosted === null ? [post] : [post, boosted]),
  ]);
  const seeing = new Map<ActorId | null, Candidate>();
  for (const viewer of viewers) {
    const [candidate] = onlookers.get(viewer)?.candidates ?? [];
    if (candidate !== undefined && isVisible(candidate, at)) seeing.set(viewer, candidate);
  }
  const details = new PostDetails(loaded);
  const quotedBy = await quotedByMany(store, network, details.quotes, actors, at);
  const found = new Map<ActorId | null, LiveView>();
  for (const [viewer, candidate] of seeing) {
    const onlooker = onlookers.get(viewer);
    const counted =
      details.overlong.length === 0 || onlooker === undefined
        ? undefined
        : await countFollowUps(store, onlooker.viewer, details.overlong, at);
    const quoted = quotedBy(viewer);
    const view = details.view(candidate, at, counted === undefined ? { quoted } : { quoted, counted });
    const via = viewer === null ? undefined : homes.get(viewer);
    const atHome = via !== undefined && holdsKey(candidate.facts.viewer, via, at);
    if (view !== null) found.set(viewer, { view, atHome });
  }
  return found;
}

/** What a post quotes, as each of many viewers sees it. */
async function quotedByMany(
  store: Deps['store'],
  network: NetworkId,
  ids: readonly ObjectId[],
  actors: readonly ActorId[],
  at: Instant,
): Promise<(viewer: ActorId | null) => QuotedViews> {
  if (ids.length === 0) return () => new Map();
  const [quotable, posts, content] = await Promise.all([
    loadQuotable({ store }, network, actors, ids),
    loadAudienceOf(store, network, { kind: 'post', rows: postsById(ids) }, actors, at),
    loadAudienceOf(store, network, { kind: 'resource', rows: contentById(ids) }, actors, at),
  ]);
  return (viewer) => {
    const candidates = [posts, content].flatMap((seen) => seen.get(viewer)?.candidates ?? []);
    return quotedFor(quotable, candidates, at);
  };
}
