import type { Kysely } from 'kysely';
import { followersKey, type Key, spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import type { Database } from '../../store/schema.ts';
import { loadViewer } from '../../store/viewer.ts';
import { byActor, inSpace } from '../feeds/lists.ts';
import { type PostList, postsPage } from '../feeds/page.ts';
import { deliver } from '../posts/deliver.ts';
import { liveAudiences } from '../posts/live-audiences.ts';
import { postsById } from '../posts/post-source.ts';

type Given = Pick<Deps, 'store'>;

/** How many posts a feed is filled in with. */
const FILLED_IN = 40;

/** Puts the last posts of an actor into the feed of a new follower. */
export const fillFromAuthor = (
  deps: Given,
  trx: Kysely<Database>,
  network: NetworkId,
  { follower, followed }: { readonly follower: ActorId; readonly followed: ActorId },
  at: Instant,
): Promise<void> => fillIn(deps, trx, network, follower, followersKey(followed), byActor(followed), at);

/** Puts the last posts of a space into the feed of a new member. */
export const fillFromSpace = (
  deps: Given,
  trx: Kysely<Database>,
  network: NetworkId,
  { space, member }: { readonly space: ActorId; readonly member: ActorId },
  at: Instant,
): Promise<void> => fillIn(deps, trx, network, member, spaceKey(space), inSpace(space), at);

async function fillIn(
  deps: Given,
  trx: Kysely<Database>,
  network: NetworkId,
  owner: ActorId,
  via: Key,
  list: PostList,
  at: Instant,
): Promise<void> {
  const viewer = await loadViewer(deps.store, network, owner);
  if (viewer === null) return;
  const page = { limit: FILLED_IN, before: null, since: null, after: null };
  const posts = await postsPage(deps, viewer, page, list, at);
  if (posts.length === 0) return;
  await trx
    .insertInto('community.inbox')
    .values(posts.map(({ id }) => ({ network_id: network, owner_id: owner, post_id: id, via_key: via })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Puts a post into the feeds of those who may see it now, where it isn't yet. */
export async function deliverAnew(
  { store }: Given,
  trx: Kysely<Database>,
  network: NetworkId,
  post: ObjectId,
  at: Instant,
): Promise<void> {
  const row = await store.community
    .selectFrom('community.post')
    .select(['author_id', 'space_id', 'reply_to'])
    .where('network_id', '=', network)
    .where('id', '=', post)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  const author = row === undefined ? null : await loadViewer(store, network, row.author_id);
  if (row === undefined || author === null) return;
  const source = { kind: 'post', rows: postsById([post]) } as const;
  const [candidate] = await loadCandidates(store, author, source, at);
  if (candidate === undefined) return;
  await deliver(
    trx,
    {
      network,
      post,
      author: row.author_id,
      audiences: liveAudiences(candidate, at),
      space: row.space_id,
      answers: row.reply_to === null ? null : (candidate.facts.object.within[0]?.owner ?? null),
    },
    at,
  );
}
