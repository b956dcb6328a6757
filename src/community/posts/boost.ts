import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import { keepAudience } from '../../store/audiences.ts';
import type { Deps } from '../../store/deps.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';
import { seenContent } from '../resources/resource-source.ts';
import { reachOfBoost } from './audience-of-draft.ts';
import { removePost } from './delete.ts';
import type { Draft } from './draft.ts';
import { insertPost } from './insert-post.ts';
import { mayDo, seenOriginal, seenOriginalPost } from './post-source.ts';
import { showPost } from './show.ts';
import type { PostView } from './view.ts';

/**
 * Repeats a post to others, or passes a resource on: to the viewer's followers unless said otherwise, and never further
 * than what is repeated reaches. Once boosted, it stays the boost that it is.
 */
export async function boostPost(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ObjectId,
  said: Pick<Draft, 'visibility' | 'audience'>,
  at: Instant,
): Promise<Result<PostView>> {
  const author = viewer.actor?.id;
  const original = await seenOriginal(deps, viewer, id, at);
  if (original === null || author === undefined) return absent;
  if (!isMemberAt(viewer, at) || !mayDo('reshare', original, at)) {
    const isPost = original.facts.object.kind === 'post';
    return refuse({
      kind: 'forbidden',
      says: isPost
        ? 'The author has not allowed this post to be boosted.'
        : 'Its owner has not allowed this to be passed on.',
    });
  }
  const reach = await reachOfBoost(deps, viewer, author, original.facts.object.owner, said, at);
  if (!reach.ok) return reach;
  const boost = deps.ids.next('boost') as ObjectId;
  try {
    await keepAudience(deps.store, viewer.network, reach.value.audience);
    await insertPost(
      deps.store.community,
      deps,
      {
        id: boost,
        grant: deps.ids.next('boost grant') as GrantId,
        network: viewer.network,
        author,
        draft: {
          text: null,
          spoiler: '',
          sensitive: false,
          language: null,
          label: original.facts.object.label,
        },
        reach: reach.value,
        parent: null,
        boosted: original,
        quoted: null,
        space: null,
        seat: null,
        tags: [],
        mentioned: [],
        media: [],
      },
      at,
    );
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const existing = await boostOf(deps, viewer, author, original.id);
    return existing === null ? absent : showPost(deps, viewer, existing, at);
  }
  return showPost(deps, viewer, boost, at);
}

/** Takes it back that the viewer passed a resource on. */
export async function keepFromOthers(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  resource: ObjectId,
  at: Instant,
): Promise<Result<null>> {
  const author = viewer.actor?.id;
  const [content] = await seenContent(deps, viewer, [resource], at);
  if (content === undefined || author === undefined) return absent;
  const boost = await boostOf(deps, viewer, author, content.id);
  if (boost !== null) await removePost(deps, viewer.network, boost, at);
  return ok(null);
}

/** Takes the viewer's boost of a post back, and shows the post. */
export async function unboostPost(
  deps: Pick<Deps, 'store' | 'files'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<PostView>> {
  const author = viewer.actor?.id;
  const original = await seenOriginalPost(deps, viewer, id, at);
  if (original === null || author === undefined) return absent;
  const boost = await boostOf(deps, viewer, author, original.id);
  if (boost !== null) await removePost(deps, viewer.network, boost, at);
  return showPost(deps, viewer, original.id, at);
}

async function boostOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  author: ActorId,
  original: ObjectId,
): Promise<ObjectId | null> {
  const found = await store.community
    .selectFrom('community.post')
    .select('id')
    .where('network_id', '=', viewer.network)
    .where('boost_of', '=', original)
    .where('author_id', '=', author)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return found?.id ?? null;
}

/** SQLSTATE of a unique key that is there already. */
const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23505';
