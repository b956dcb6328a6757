import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { visiblePage } from '../../store/pages.ts';
import { runPlanned } from '../../store/prepared.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { between, type FeedPage, inOrder } from '../feeds/page.ts';
import { POST_COLUMNS, seenOriginalPost } from './post-source.ts';

/** Somebody who reacted, and the cursor of their place in the list. */
export interface Reaction {
  readonly actor: ActorId;
  readonly cursor: string;
}

/**
 * Who likes a post that the viewer sees: those whose presence the viewer may see. Whoever hides themselves likes
 * unseen.
 */
export async function whoFavourited(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  page: FeedPage,
  at: Instant,
): Promise<Result<Reaction[]>> {
  const post = await seenOriginalPost(deps, viewer, id, at);
  if (post === null) return absent;
  const upward = page.after !== null;
  const stretch = { ...page, after: page.after ?? page.since, upward, take: page.limit, narrowed: false };
  const listing = sql<{ actor: ActorId }>`
    select f.actor_id as actor from community.favourite f
    join community.actor a on a.network_id = ${viewer.network} and a.id = f.actor_id
    where f.network_id = ${viewer.network} and f.post_id = ${post.id} and ${between('f.actor_id', stretch)}
      and ${mayFilter(viewer, toRead(at), 'presence', 'a')}
    ${inOrder('f.actor_id', stretch)}`;
  const rows = await runPlanned(deps.store.community, listing);
  const found = rows.map(({ actor }) => ({ actor, cursor: actor }));
  return ok(upward ? found.reverse() : found);
}

/** Who boosted a post that the viewer sees, by those boosts that the viewer may see. */
export async function whoBoosted(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  page: FeedPage,
  at: Instant,
): Promise<Result<Reaction[]>> {
  const post = await seenOriginalPost(deps, viewer, id, at);
  if (post === null) return absent;
  const boosts = await visiblePage(deps.store, viewer, at, {
    ...page,
    kind: 'post',
    take: page.limit * 2,
    rows: (stretch) => sql`
      select ${POST_COLUMNS}, null::text as via from community.post p
      where p.network_id = ${viewer.network} and p.boost_of = ${post.id} and p.deleted_at is null
        and ${between('p.id', stretch)} ${inOrder('p.id', stretch)}`,
  });
  return ok(boosts.map((boost) => ({ actor: boost.facts.object.owner, cursor: boost.id })));
}
