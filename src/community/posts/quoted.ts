import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import { loadCards, type ResourceCard } from '../resources/resource-cards.ts';
import { loadDetails } from './load-details.ts';
import type { Quoted, QuotedViews } from './view.ts';
import { PostDetails } from './views.ts';

/** What is to be known of quoted posts and resources to show them, the same for every viewer. */
export interface Quotable {
  readonly posts: PostDetails;
  readonly cards: ReadonlyMap<ObjectId, ResourceCard>;
}

/** Loads what is quoted, for one viewer or for many. What a quoted post quotes in turn isn't shown. */
export async function loadQuotable(
  deps: Pick<Deps, 'store'>,
  network: NetworkId,
  viewers: readonly ActorId[],
  ids: readonly ObjectId[],
): Promise<Quotable> {
  const [details, cards] = await Promise.all([
    loadDetails(deps.store, network, viewers, ids),
    loadCards(deps, network, ids),
  ]);
  return { posts: new PostDetails(details), cards };
}

/**
 * What is quoted as one viewer sees it: decided for each by the core.
 * @param candidates what is quoted, with the facts that decide about it for the viewer
 */
export function quotedFor(
  { posts, cards }: Quotable,
  candidates: readonly Candidate[],
  at: Instant,
): QuotedViews {
  const found = new Map<ObjectId, Quoted>();
  for (const candidate of candidates) {
    if (!isVisible(candidate, at)) continue;
    const post = posts.view(candidate, at);
    const resource = cards.get(candidate.id);
    if (post !== null) found.set(candidate.id, { kind: 'post', post });
    else if (resource !== undefined) found.set(candidate.id, { kind: 'resource', resource });
  }
  return found;
}
