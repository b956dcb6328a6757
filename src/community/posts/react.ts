import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { hydratePosts } from './hydrate.ts';
import { seenOriginalPost } from './post-source.ts';
import type { PostView } from './view.ts';

/** Likes a post; a like is seen by whoever sees the post. */
export async function favourite(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<PostView>> {
  return react(deps, viewer, id, at, async (post, actor) => {
    await deps.store.community.transaction().execute(async (trx) => {
      const added = await trx
        .insertInto('community.favourite')
        .values({ network_id: viewer.network, post_id: post, actor_id: actor, created_at: timestamp(at) })
        .onConflict((conflict) => conflict.doNothing())
        .returning('post_id')
        .execute();
      if (added.length === 0) return;
      await enqueue(trx, deps, viewer.network, { kind: 'favourited', post, by: actor }, at);
    });
  });
}

/** Marks a post for the viewer's own list, of which nobody else knows. */
export async function bookmark(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<PostView>> {
  return react(deps, viewer, id, at, async (post, actor) => {
    await deps.store.community
      .insertInto('community.bookmark')
      .values({ network_id: viewer.network, post_id: post, actor_id: actor, created_at: timestamp(at) })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Takes the viewer's like or bookmark back. */
export async function takeBack(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  what: 'favourite' | 'bookmark',
  id: ObjectId,
  at: Instant,
): Promise<Result<PostView>> {
  return react(deps, viewer, id, at, async (post, actor) => {
    await deps.store.community
      .deleteFrom(`community.${what}`)
      .where('network_id', '=', viewer.network)
      .where('post_id', '=', post)
      .where('actor_id', '=', actor)
      .execute();
  });
}

/** Does something to a post that the viewer sees, and shows it as it is then. */
async function react(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
  act: (post: ObjectId, actor: ActorId) => Promise<void>,
): Promise<Result<PostView>> {
  const post = await seenOriginalPost(deps, viewer, id, at);
  if (post === null || viewer.actor === null) return absent;
  await act(post.id, viewer.actor.id);
  const [view] = await hydratePosts(deps, viewer, [post], at);
  return view === undefined ? absent : ok(view);
}
