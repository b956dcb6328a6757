import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { askListening, type ListeningQuestion } from '../src/insight/listening/ask-listening.ts';
import { scoreDue } from '../src/insight/listening/score-due.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { type Asker, analyse, letThem, makeAsker } from './asking-organisation.ts';
import { residentOf } from './child.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'listening';
const LET = { kind: 'posts', action: 'process', purpose: 'sentiment-monitoring', share: 100 } as const;

/** How all posts of a network sound, over thirteen weeks in which all of them lie: the backlog scored, and then asked about. */
export async function* benchListening(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const posts = quick ? 100_000 : 1_000_000;
  const world = await worlds.copy(posts);
  try {
    say('listening: everybody lets an organisation listen');
    const asker = await populate(world);
    say('listening: the backlog');
    yield* backlog(world, posts);
    await sql`vacuum analyze community.post_score`.execute(world.store.community);
    say('listening: questions');
    yield* questions(world, asker, posts);
  } finally {
    await world.close();
  }
}

async function populate({ store, network }: World): Promise<Asker> {
  const db = store.community;
  // The posts of a year, in a quarter of it that ends now.
  await sql`update community.post set created_at = now() - (newest.at - created_at) / 4.1
    from (select max(created_at) as at from community.post where network_id = ${network}) newest
    where network_id = ${network}`.execute(db);
  await sql`vacuum analyze community.post`.execute(db);
  const asker = await makeAsker(db, network);
  await letThem(db, network, asker.audience, LET);
  await analyse(db);
  return asker;
}

async function* backlog({ store, network }: World, posts: number): AsyncGenerator<Figure> {
  await sql`insert into community.score_due (network_id, author_id, post_id, due_at)
    select distinct network_id, author_id, author_id, now() from community.post where network_id = ${network}`.execute(
    store.community,
  );
  const watched = watchMemory();
  const begun = performance.now();
  await scoreDue({ store, clock: systemClock });
  const seconds = (performance.now() - begun) / 1000;
  const more = watched.stop();
  const name = `a backlog of ${posts} posts`;
  yield { bench, name: `${name}: scored`, value: rounded(posts / seconds), unit: 'posts/s' };
  yield { bench, name: `${name}: more memory at most`, value: rounded(more), unit: 'MiB', atMost: 300 };
}

async function* questions(
  { store, network }: World,
  { organisation, seat }: Asker,
  posts: number,
): AsyncGenerator<Figure> {
  const viewer = await loadViewer(store, network, seat);
  if (viewer === null) throw new Error('nobody holds the seat');
  const deps = { store, ids: uuidV7(systemClock), random: randomBytes };
  const asked = (more: Partial<ListeningQuestion>): ListeningQuestion => ({
    organisation,
    function: 'marketing',
    topic: { kind: 'everything' },
    span: { unit: 'week', buckets: 13 },
    by: null,
    ...more,
  });
  const clocked = async (question: ListeningQuestion): Promise<number> => {
    const begun = performance.now();
    const told = await askListening(deps, viewer, question, Date.now());
    if (!told.ok) throw new Error('refused');
    return performance.now() - begun;
  };
  const watched = watchMemory();
  const name = `${posts} posts`;
  const first: number[] = [];
  for (let n = 0; n < 6; n++) {
    // As on another day: nothing is told yet.
    await sql`delete from community.noise_answer where organisation_id = ${organisation}`.execute(
      store.community,
    );
    first.push(await clocked(asked({})));
  }
  const [cold = 0, ...warm] = first;
  const thirteen = `${name}, thirteen weeks: first`;
  yield {
    bench,
    name: `${thirteen}, nothing of it read before`,
    value: rounded(cold),
    unit: 'ms',
    atMost: 2000,
  };
  yield { bench, name: `${thirteen}, median`, value: rounded(median(warm)), unit: 'ms', atMost: 2000 };
  const again: number[] = [];
  for (let n = 0; n < 20; n++) again.push(await clocked(asked({})));
  yield {
    bench,
    name: `${name}, thirteen weeks: again, median`,
    value: rounded(median(again)),
    unit: 'ms',
    atMost: 50,
  };
  const others: number[] = [];
  for (let buckets = 1; buckets < 6; buckets++)
    others.push(await clocked(asked({ span: { unit: 'week', buckets } })));
  yield { bench, name: `${name}, fewer weeks: first, median`, value: rounded(median(others)), unit: 'ms' };
  const phrase = asked({ topic: { kind: 'terms', hashtags: [], phrases: ['honey comb'] } });
  yield { bench, name: `${name}, a phrase: first`, value: rounded(await clocked(phrase)), unit: 'ms' };
  yield {
    bench,
    name: 'questions: more memory at most',
    value: rounded(watched.stop()),
    unit: 'MiB',
    atMost: 300,
  };
}

/** By how much this process is larger meanwhile than before, at most, looked at ten times a second. */
function watchMemory(): { stop(): number } {
  const resident = (): number => residentOf(process.pid) ?? process.memoryUsage.rss() / 1024 ** 2;
  const idle = resident();
  let most = idle;
  const timer = setInterval(() => {
    most = Math.max(most, resident());
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return Math.max(most, resident()) - idle;
    },
  };
}
