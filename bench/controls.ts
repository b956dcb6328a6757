import { sql } from 'kysely';
import { askBulkChange } from '../src/community/bulk/ask-bulk-change.ts';
import { previewBulkChange } from '../src/community/bulk/preview-bulk-change.ts';
import { reach } from '../src/community/explaining/reach.ts';
import { whoCan } from '../src/community/explaining/who-can-see.ts';
import { drainOutbox } from '../src/community/outbox/drain.ts';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { EVERYONE, followersKey } from '../src/privacy/audience.ts';
import { toRead } from '../src/privacy/decide.ts';
import type { ActorId, ObjectId } from '../src/privacy/words.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { fillUp } from './large-network.ts';
import { type Figure, median, quantile, rounded, type Setting } from './measure.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'controls';
const MEMBERS = 100_000;
const POSTS = 10_000;
const ids = uuidV7(systemClock);

/** What a member decides about, on a large network and over many posts. */
export async function* benchControls(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  try {
    say(`controls: filling the network up to ${MEMBERS} members`);
    await fillUp(world, MEMBERS - 4039);
    yield* whileTyping(world, quick ? 40 : 200);
    yield* bulkChange(world, say);
  } finally {
    await world.close();
  }
}

/** Reach as it is asked at each change of the audience, and who can see a post, by authors with all sorts of audiences. */
async function* whileTyping({ store, network }: World, rounds: number): AsyncGenerator<Figure> {
  const { rows } = await sql<{ id: ObjectId; author: ActorId }>`
    select p.id, p.author_id as author from community.post p where p.network_id = ${network} order by p.id desc
    limit ${rounds}`.execute(store.community);
  const audiences = [
    ['for connections', { kind: 'connections' }],
    ['for followers', { kind: 'followers' }],
    ['for the whole network', { kind: 'network' }],
  ] as const;
  const deps = { store };
  for (const [name, audience] of audiences) {
    const times: number[] = [];
    for (const { author } of [...rows.slice(0, 10), ...rows]) {
      const viewer = await loadViewer(store, network, author);
      if (viewer === null) throw new Error('an author is gone');
      const start = performance.now();
      const answer = await reach(deps, viewer, { audience, space: null, replyTo: null }, Date.now());
      if (!answer.ok) throw new Error('refused');
      times.push(performance.now() - start);
    }
    yield* timed(`reach while typing, ${name}, of ${MEMBERS} members`, times.slice(10), 50);
  }
  const times: number[] = [];
  for (const { id, author } of rows) {
    const viewer = await loadViewer(store, network, author);
    if (viewer === null) throw new Error('an author is gone');
    const start = performance.now();
    const answer = await whoCan(deps, viewer, 'post', id, toRead(Date.now()), { limit: 40, after: null });
    if (!answer.ok) throw new Error('refused');
    times.push(performance.now() - start);
  }
  yield* timed(`who can see a post under any audience, of ${MEMBERS} members`, times, 100);
}

function* timed(name: string, times: readonly number[], atMost: number): Generator<Figure> {
  yield { bench, name: `${name}, median`, value: rounded(median(times)), unit: 'ms' };
  yield { bench, name: `${name}, p99`, value: rounded(quantile(times, 0.99)), unit: 'ms', atMost };
}

/** All the posts of one author for somebody else at once, until it is acknowledged by the database. */
async function* bulkChange({ store, network }: World, say: (line: string) => void): AsyncGenerator<Figure> {
  const { rows } = await sql<{ author: ActorId }>`
    select author_id as author from community.post where network_id = ${network} group by 1 order by count(*) desc limit 1`.execute(
    store.community,
  );
  const author = rows[0]?.author as ActorId;
  // Others' posts become this author's, with their grants.
  await sql`with taken as (
      update community.post p set author_id = ${author} where p.network_id = ${network} and p.id in (
        select id from community.post where network_id = ${network} and reply_to is null and boost_of is null
          and within = '{}' order by id desc limit ${POSTS}) returning p.id)
    update community."grant" g set owner_id = ${author} from taken
      where g.network_id = ${network} and g.object_id = taken.id`.execute(store.community);
  const viewer = await loadViewer(store, network, author);
  if (viewer === null) throw new Error('the author is gone');
  const which = { before: null, since: null, tag: null, isFor: null, last: null };
  const deps = { store, ids, clock: systemClock };
  const failed = (error: unknown): void => {
    throw error;
  };
  for (const [name, audience] of [
    ['to followers', { any: [[followersKey(author)]], except: [] }],
    ['to everyone', { any: [[EVERYONE]], except: [] }],
  ] as const) {
    const asked = { which, audience, reshare: null };
    say(`controls: ${name}`);
    const looked = performance.now();
    const preview = await previewBulkChange({ store }, viewer, asked, Date.now());
    if (!preview.ok) throw new Error('refused');
    const start = performance.now();
    const change = await askBulkChange(deps, viewer, asked, preview.value.posts, Date.now());
    if (!change.ok) throw new Error('refused');
    let done = Number.NaN;
    const watch = setInterval(async () => {
      const row = await sql<{ state: string }>`select state from community.bulk_change
        where network_id = ${network} and id = ${change.value.id}`.execute(store.community);
      if (row.rows[0]?.state === 'done' && Number.isNaN(done)) done = performance.now() - start;
    }, 20);
    await drainOutbox(deps, failed);
    const filled = performance.now() - start;
    clearInterval(watch);
    const of = `${preview.value.posts} posts ${name}`;
    yield { bench, name: `${of}: preview`, value: rounded((start - looked) / 1000), unit: 's' };
    yield { bench, name: `${of}: changed`, value: rounded(done / 1000), unit: 's', atMost: 10 };
    yield { bench, name: `${of}: and feeds filled in behind`, value: rounded(filled / 1000), unit: 's' };
  }
}
