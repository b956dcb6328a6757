import { sql } from 'kysely';
import { historyOf } from '../src/community/explaining/history.ts';
import { whoCan } from '../src/community/explaining/who-can-see.ts';
import { toRead } from '../src/privacy/decide.ts';
import { type ActorId, FOREVER, type ObjectId } from '../src/privacy/words.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Figure, median, quantile, rounded, type Setting } from './measure.ts';
import type { Worlds } from './world/world.ts';

const bench = 'history';
const CHANGES = 1000;
const MINUTE_MS = 60_000;

/** How one post changed, over a thousand changes, and who could see it in their midst, among 4,039 members. */
export async function* benchHistory(worlds: Worlds, { quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  const { store, network } = world;
  try {
    const { rows } = await sql<{ id: ObjectId; author: ActorId }>`select p.id, p.author_id as author
      from community.post p where p.network_id = ${network} and p.boost_of is null order by p.id desc limit 1`.execute(
      store.community,
    );
    const [post] = rows;
    if (post === undefined) throw new Error('there is no post');
    const began = Date.now() - (CHANGES + 1) * MINUTE_MS;
    await changeOften(world, post, began);
    const viewer = await loadViewer(store, network, post.author);
    if (viewer === null) throw new Error('an author is gone');
    const runs = quick ? 40 : 200;
    const listed = await timed(runs, async () => {
      const page = { limit: CHANGES, before: FOREVER };
      const found = await historyOf({ store }, viewer, { kind: 'post', id: post.id }, page, Date.now());
      if (!found.ok || found.value.length !== CHANGES) throw new Error('not all changes');
    });
    yield {
      bench,
      name: `${CHANGES} changes of one post, median`,
      value: rounded(median(listed)),
      unit: 'ms',
    };
    yield {
      bench,
      name: `${CHANGES} changes of one post, p99`,
      value: rounded(quantile(listed, 0.99)),
      unit: 'ms',
      atMost: 50,
    };
    const then = began + (CHANGES / 2) * MINUTE_MS;
    const page = { limit: 40, after: null };
    const could = await timed(quick ? 10 : 40, async () => {
      const found = await whoCan({ store }, viewer, 'post', post.id, toRead(then), page, Date.now());
      if (!found.ok) throw new Error('refused');
    });
    yield { bench, name: 'who could see it then, median', value: rounded(median(could)), unit: 'ms' };
  } finally {
    await world.close();
  }
}

/** Gives it to another audience each minute, in the place of the one before. */
async function changeOften(
  { store, network }: Awaited<ReturnType<Worlds['copy']>>,
  post: { readonly id: ObjectId; readonly author: ActorId },
  began: number,
): Promise<void> {
  const at = (n: unknown) => sql`to_timestamp(${began / 1000}::float8 + 60 * (${n}))`;
  await sql`delete from community."grant" where network_id = ${network} and object_id = ${post.id}`.execute(
    store.community,
  );
  // Of a thousand changes there are a thousand grants, of which the last goes on.
  await sql`
    with audience as (
      select row_number() over (order by a.id) - 1 as n, a.id, count(*) over () as all_of_them
      from community.audience a where a.network_id = ${network} limit 50)
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, valid_from, valid_until, excluding_since, review_by)
    select ${network}, ${post.id}, gen_random_uuid(), 'post', ${post.author}, '{see}', 'reading', audience.id, '{}',
      ${at(sql`g.n`)}, case when g.n = ${CHANGES - 1} then 'infinity' else ${at(sql`g.n + 1`)} end, ${at(sql`g.n`)}, 'infinity'
    from generate_series(0, ${CHANGES - 1}) g (n)
    join audience on audience.n = g.n % least(50, audience.all_of_them)`.execute(store.community);
}

async function timed(runs: number, run: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let n = -5; n < runs; n++) {
    const start = performance.now();
    await run();
    if (n >= 0) times.push(performance.now() - start);
  }
  return times;
}
