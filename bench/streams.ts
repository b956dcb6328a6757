import { sql } from 'kysely';
import type { ActorId } from '../src/privacy/words.ts';
import { type Child, residentOf, startWaxseal } from './child.ts';
import { openStream } from './load.ts';
import { type Figure, quantile, rounded, type Setting } from './measure.ts';
import { tokensFor } from './tokens.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'streams';
const STREAMS = 1000;
/** Posts before those that count: a server that has just begun opens connections, plans and compiles. */
const WARM_UP = 30;

/**
 * 1,000 open streams of 1,000 members: the memory that they take, and how long after a post was acknowledged to its
 * author it is seen in a stream; and memory of the server before.
 */
export async function* benchStreams(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  const server = await startWaxseal(world.url);
  try {
    await settle(3000);
    const idle = residentOf(server.pid);
    if (idle !== null) {
      yield {
        bench,
        name: 'resident memory of the idle server',
        value: rounded(idle),
        unit: 'MiB',
        atMost: 150,
      };
    }
    const members = await wellFollowed(world);
    const tokens = await tokensFor(world, members);
    const seen: Seen = new Map();
    say('streams: opening');
    const sockets = [];
    for (const token of tokens) {
      sockets.push(
        await openStream(server.port, token, (event, data, at) => {
          if (event === 'update') note(seen, data, at);
        }),
      );
    }
    await settle(3000);
    const open = residentOf(server.pid);
    if (idle !== null && open !== null) {
      const value = rounded(open - idle);
      yield { bench, name: 'resident memory of 1,000 open streams', value, unit: 'MiB', atMost: 100 };
    }
    say('streams: posting');
    await latencies(server, members, tokens, seen, WARM_UP);
    yield* await latencies(server, members, tokens, seen, quick ? 40 : 200);
    for (const socket of sockets) socket.destroy();
  } finally {
    await server.stop();
    await world.close();
  }
}

/** When a post came in at each stream that it came to. */
type Seen = Map<string, number[]>;

function note(seen: Seen, data: string, at: number): void {
  const id = /"id":"([^"]+)"/.exec(data)?.[1] ?? '';
  const times = seen.get(id);
  if (times === undefined) seen.set(id, [at]);
  else times.push(at);
}

/** Members in the order of how many follow them, most first. */
async function wellFollowed({ store, network }: World): Promise<ActorId[]> {
  const { rows } = await sql<{ id: ActorId }>`
    select split_part(set_key, ':', 2) as id from community.tie
    where network_id = ${network} and set_key like 'followers:%' group by set_key
    order by count(*) desc limit ${STREAMS}`.execute(store.community);
  return rows.map(({ id }) => id);
}

async function latencies(
  { port }: Child,
  members: readonly ActorId[],
  tokens: readonly string[],
  seen: Seen,
  posts: number,
): Promise<Figure[]> {
  const acknowledged = new Map<string, number>();
  const step = Math.floor(members.length / posts);
  for (let n = 0; n < posts; n++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/statuses`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens[n * step]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: `Post number ${n}`, visibility: 'private' }),
    });
    const at = performance.now();
    if (answer.status !== 200) throw new Error(`answered ${answer.status}`);
    acknowledged.set(((await answer.json()) as { id: string }).id, at);
    await settle(50);
  }
  await settle(2000);
  const times: number[] = [];
  let arrived = 0;
  for (const [id, at] of acknowledged) {
    const came = seen.get(id) ?? [];
    arrived += came.length > 0 ? 1 : 0;
    // What is seen before the author's own answer has arrived was seen at once.
    times.push(...came.map((one) => Math.max(0, one - at)));
  }
  if (arrived < posts) throw new Error(`${posts - arrived} posts were seen in no stream`);
  return [
    {
      bench,
      name: 'streams that a post came to, on average',
      value: rounded(times.length / posts),
      unit: '',
    },
    { bench, name: 'acknowledged to seen, median', value: rounded(quantile(times, 0.5)), unit: 'ms' },
    {
      bench,
      name: 'acknowledged to seen, p99',
      value: rounded(quantile(times, 0.99)),
      unit: 'ms',
      atMost: 50,
    },
  ];
}

const settle = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
