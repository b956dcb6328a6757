import { sql } from 'kysely';
import { alsoDeletedById } from '../../src/community/posts/post-source.ts';
import type { Key } from '../../src/privacy/audience.ts';
import { decide, toRead } from '../../src/privacy/decide.ts';
import { type ObjectFacts, viewerFacts } from '../../src/privacy/facts.ts';
import type { ActorId, Instant, Interval, NetworkId, ObjectId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { type Candidate, loadCandidates } from '../../src/store/facts.ts';
import { isVisible } from '../../src/store/pages.ts';
import { loadViewer, type Viewer } from '../../src/store/viewer.ts';
import { mayFilter, mayReverse } from '../../src/store/visibility/lists.ts';

type Db = Pick<Store, 'community'>;

export async function viewerOn(db: Db, network: NetworkId, actor: ActorId): Promise<Viewer> {
  const viewer = await loadViewer(db, network, actor);
  if (viewer === null) throw new Error('no such viewer');
  return viewer;
}

/** Posts with their facts, as the product reads them for this viewer. */
export async function loadPosts(
  db: Db,
  viewer: Viewer,
  posts: readonly ObjectId[],
  at: Instant,
): Promise<Candidate[]> {
  return loadCandidates(db, viewer, { kind: 'post', rows: alsoDeletedById(posts) }, at);
}

/** The point check: which of the posts the core lets the viewer see. */
export async function decided(db: Db, viewer: Viewer, posts: readonly ObjectId[], at: Instant) {
  const candidates = await loadPosts(db, viewer, posts, at);
  return new Set(candidates.filter((candidate) => isVisible(candidate, at)).map(({ id }) => id));
}

/** The list filter: which of the posts the viewer's list has. */
export async function listed(
  { community }: Db,
  viewer: Viewer,
  posts: readonly ObjectId[],
  at: Instant,
): Promise<ReadonlySet<ObjectId>> {
  const { rows } = await sql<{ id: ObjectId }>`select p.id from community.post p
    where p.network_id = ${viewer.network} and p.id = any(${[...posts]}::uuid[])
      and ${mayFilter(viewer, toRead(at), 'post', 'p')}`.execute(community);
  return new Set(rows.map(({ id }) => id));
}

/** The reverse list: which of the actors may see the post. */
export async function reverseListed(
  { community }: Db,
  viewer: Viewer,
  post: ObjectFacts,
  actors: readonly ActorId[],
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const object = { ...post, within: post.within.map(({ id }) => id) };
  const { rows } = await sql<{ id: ActorId }>`select a.id from community.actor a
    where a.network_id = ${viewer.network} and a.id = any(${[...actors]}::uuid[])
      and ${mayReverse(viewer, toRead(at), object, 'a')}`.execute(community);
  return new Set(rows.map(({ id }) => id));
}

/** Who of the network may see each post, by the core, over all ties read at once. */
export async function everybodyDecided(
  { community }: Db,
  networkFacts: Viewer['networkFacts'],
  network: NetworkId,
  posts: readonly ObjectFacts[],
  actors: readonly ActorId[],
  at: Instant,
): Promise<ReadonlyMap<ObjectId, ReadonlySet<ActorId>>> {
  const keys = posts.flatMap(({ grants }) => grants.flatMap(({ audience }) => audience.any.flat()));
  const ties = await community
    .selectFrom('community.tie')
    .select(['member_id', 'set_key', 'valid_from', 'valid_until'])
    .where('network_id', '=', network)
    .where('set_key', 'in', [...new Set(keys), 'network' as Key])
    .execute();
  const byMember = Map.groupBy(ties, ({ member_id }) => member_id);
  const viewers = actors.map((id) => {
    const held = new Map<Key, readonly Interval[]>();
    for (const { set_key, valid_from: from, valid_until: until } of byMember.get(id) ?? []) {
      held.set(set_key, [...(held.get(set_key) ?? []), { from, until }]);
    }
    return { id, facts: viewerFacts({ id, kind: 'persona' }, { ties: held }) };
  });
  return new Map(
    posts.map((object) => {
      const may = ({ facts: viewer }: (typeof viewers)[number]) =>
        decide(toRead(at), { viewer, object, network: networkFacts }).allowed;
      return [object.id, new Set(viewers.filter(may).map(({ id }) => id))];
    }),
  );
}
