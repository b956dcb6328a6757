import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { sql } from 'kysely';
import { readConfig } from '../src/core/config.ts';
import { openDeps } from '../src/deps.ts';
import { takeDueUses } from '../src/ledger/log/due-uses.ts';
import { beginLife } from '../src/life.ts';
import { ENGAGEMENT_PURPOSES } from '../src/privacy/purposes.ts';
import { createServer } from '../src/server.ts';
import { type Asker, analyse, letThem, makeAsker } from './asking-organisation.ts';
import { fillUp } from './large-network.ts';
import { type Figure, rounded, type Setting } from './measure.ts';
import { tokensFor } from './tokens.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'simulation';
const MEMBERS = 100_000;
/** Of a hundred members, how many let the organisation process it, for each purpose. */
const SHARES = { posts: 90, attributes: 30, ties: 10 } as const;

/**
 * All that the page of a trial does for a draft that changes everything that marketing may do, and what people may read: what
 * it changes, and then every question of it, one after the other, each of which notes a use of whoever is counted. Then the
 * ledger enters such a use.
 */
export async function* benchSimulation(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(quick ? 100_000 : 1_000_000);
  try {
    say(`simulation: filling the network up to ${MEMBERS} members, who let an organisation do things`);
    const asker = await populate(world);
    say('simulation: the trial');
    yield* trial(world, asker);
    say('simulation: a use of many, entered');
    yield* entering(world);
  } finally {
    await world.close();
  }
}

async function populate(world: World): Promise<Asker> {
  const db = world.store.community;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from community.actor
    where network_id = ${world.network} and kind = 'persona'`.execute(db);
  await fillUp(world, MEMBERS - (rows[0]?.n ?? 0));
  const asker = await makeAsker(db, world.network);
  const letting = { action: 'process' } as const;
  for (const purpose of ENGAGEMENT_PURPOSES) {
    for (const kind of ['posts', 'attributes', 'ties'] as const) {
      await letThem(db, world.network, asker.audience, { ...letting, kind, purpose, share: SHARES[kind] });
    }
  }
  const writing = { kind: 'presence', action: 'contact', purpose: 'marketing', share: 50 } as const;
  await letThem(db, world.network, asker.audience, writing);
  await analyse(db);
  return asker;
}

/** Marketing at some hours only, of which this and the next are two; and nobody reads what is labelled. */
function draftAt(hour: number): string {
  const from = Math.min(hour, 22);
  return `@id("hours") forbid (principal in Function::"marketing", action, resource)
    unless { context.hour >= ${from} && context.hour < ${from + 2} };
  @id("secrets") forbid (principal, action == Action::"see", resource is Post)
    when { resource.label == Label::"trade-secret" };`;
}

interface Line {
  readonly function: string;
  readonly purpose: string;
  readonly what: string;
}
interface Trial {
  readonly reaches: readonly Line[];
  readonly authors: Line | null;
  readonly counts: number;
}

async function* trial(world: World, { organisation, seat }: Asker): AsyncGenerator<Figure> {
  const [token = ''] = await tokensFor(world, [seat]);
  const { ask, close } = await openApp(world.url, token);
  const path = `/api/organisations/v1/${organisation}/simulations`;
  const draft = { text: draftAt(new Date().getUTCHours()), scope: 'network' };
  try {
    // What is compiled and loaded at the first use is no part of what a trial costs.
    await ask(path, { text: '' });
    const watched = watch();
    const { reaches, authors, counts } = await ask<Trial>(path, draft);
    const looked = watched.seconds();
    const lines = [...reaches, ...(authors === null ? [] : [authors])];
    let longest = 0;
    for (const { function: fn, purpose, what } of lines) {
      const before = watched.seconds();
      await ask(`${path}/counts`, { ...draft, function: fn, purpose, what });
      longest = Math.max(longest, watched.seconds() - before);
    }
    const { seconds, blockedMs, grownMiB } = watched.end();
    const name = `a trial over ${MEMBERS} members and ${world.posts} posts`;
    yield { bench, name: `${name}: what it changes`, value: rounded(looked), unit: 's' };
    yield { bench, name: `${name}: questions of it`, value: counts, unit: '' };
    yield { bench, name: `${name}: all of it`, value: rounded(seconds), unit: 's', atMost: 60 };
    yield { bench, name: `${name}: the longest step of it`, value: rounded(longest), unit: 's' };
    yield { bench, name: `${name}: event loop blocked at most`, value: rounded(blockedMs), unit: 'ms' };
    yield { bench, name: `${name}: more resident memory at most`, value: rounded(grownMiB), unit: 'MiB' };
  } finally {
    await close();
  }
}

/** Enters the use of most members, as the next beat would. */
async function* entering({ store, network }: World): AsyncGenerator<Figure> {
  const { rows } = await sql<{ id: string; many: number }>`
    select use_id as id, count(*)::int as many from community.data_use_participant where network_id = ${network}
    group by 1 order by 2 desc, 1 limit 1`.execute(store.community);
  const [largest] = rows;
  if (largest === undefined) throw new Error('nobody was counted');
  // Of the others it is enough that there are some.
  await sql`update community.data_use set seed = ${randomBytes(32)} where network_id = ${network}
    and id <> ${largest.id}`.execute(store.community);
  const watched = watch();
  await store.community.transaction().execute((trx) => takeDueUses(trx, { random: randomBytes }, network, 1));
  const { seconds, blockedMs, grownMiB } = watched.end();
  const name = `a use of ${largest.many} members entered in the ledger`;
  yield { bench, name, value: rounded(seconds), unit: 's' };
  yield {
    bench,
    name: `${name}: event loop blocked at most`,
    value: rounded(blockedMs),
    unit: 'ms',
    atMost: 20,
  };
  yield { bench, name: `${name}: more resident memory at most`, value: rounded(grownMiB), unit: 'MiB' };
}

/** Time, the longest that the event loop was blocked, and how much larger the process was at its largest than before. */
function watch() {
  const began = performance.now();
  const before = process.memoryUsage.rss();
  let most = before;
  const sampler = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  const seconds = (): number => (performance.now() - began) / 1000;
  return {
    seconds,
    end() {
      clearInterval(sampler);
      delays.disable();
      return { seconds: seconds(), blockedMs: delays.max / 1e6, grownMiB: (most - before) / 1024 ** 2 };
    },
  };
}

/** The app in this process, asked as the persona whose token it is. */
async function openApp(url: string, token: string) {
  const life = beginLife();
  const dataFolder = await mkdtemp(join(tmpdir(), 'waxseal-bench-app-'));
  const config = readConfig({ DATABASE_URL: url });
  const ends = { say: () => undefined, onDatabaseEnd: () => undefined };
  const app = createServer(await openDeps({ config, dataFolder, life, ...ends }), dataFolder);
  const headers = {
    host: 'localhost',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  return {
    async ask<T>(path: string, body: object): Promise<T> {
      const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async close(): Promise<void> {
      await life.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
