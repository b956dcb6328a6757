import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenContent } from '../resources/resource-source.ts';
import { countFollowUps } from './count-follow-ups.ts';
import { loadDetails } from './load-details.ts';
import { seenPosts } from './post-source.ts';
import { loadQuotable, quotedFor } from './quoted.ts';
import type { PostView, QuotedViews } from './view.ts';
import { PostDetails } from './views.ts';

/**
 * Posts that the viewer sees, with everything that goes with them: one round trip, and more where a post has very many
 * replies or boosts, or quotes something.
 */
export async function hydratePosts(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  candidates: readonly Candidate[],
  at: Instant,
): Promise<PostView[]> {
  if (candidates.length === 0) return [];
  const viewers = viewer.actor === null ? [] : [viewer.actor.id];
  const details = new PostDetails(await loadDetails(store, viewer.network, viewers, shownWith(candidates)));
  const overlong = details.overlong;
  const counted = overlong.length === 0 ? undefined : await countFollowUps(store, viewer, overlong, at);
  const quoted = await quotedIn({ store }, viewer, details.quotes, at);
  const more = counted === undefined ? { quoted } : { quoted, counted };
  return candidates.flatMap((candidate) => details.view(candidate, at, more) ?? []);
}

async function quotedIn(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ObjectId[],
  at: Instant,
): Promise<QuotedViews> {
  if (ids.length === 0) return new Map();
  const viewers = viewer.actor === null ? [] : [viewer.actor.id];
  const [quotable, posts, content] = await Promise.all([
    loadQuotable(deps, viewer.network, viewers, ids),
    seenPosts(deps, viewer, ids, at),
    seenContent(deps, viewer, ids, at),
  ]);
  return quotedFor(quotable, [...posts, ...content], at);
}

/** The posts, and those right above them: what a boost repeats is shown along with it. */
const shownWith = (candidates: readonly Candidate[]): ObjectId[] => [
  ...new Set(
    candidates.flatMap(({ id, facts }) => [id, ...facts.object.within.slice(0, 1).map((up) => up.id)]),
  ),
];
