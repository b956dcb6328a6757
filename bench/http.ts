import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/core/config.ts';
import { openDeps } from '../src/deps.ts';
import { beginLife } from '../src/life.ts';
import { createServer } from '../src/server.ts';
import { startScript, startWaxseal } from './child.ts';
import { getRequest, requestsPerSecond } from './load.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';
import { countingQueries } from './queries.ts';
import { tokensFor } from './tokens.ts';
import type { World, Worlds } from './world/world.ts';

const PATH = '/api/v1/timelines/home?limit=20';
const CONNECTIONS = 16;
const bench = 'http';

/**
 * The whole signed-in answer of the home feed: its round trips, and how many a second beside a bare server that makes
 * one indexed query of 20 rows and serialises as many bytes. The two take turns.
 */
export async function* benchHttp(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.open(quick ? 100_000 : 1_000_000);
  try {
    const tokens = await tokensFor(world, world.viewers.few);
    const { trips, body } = await oneAnswer(world, tokens[0] ?? '');
    yield { bench, name: 'home answer: round trips to the database', value: trips, unit: '', atMost: 3 };
    yield { bench, name: 'home answer: size', value: rounded(body.length / 1024), unit: 'KiB' };
    say('http: requests');
    const { waxseal, bare, thrice } = await race(world, tokens, body, quick ? 2000 : 6000);
    yield { bench, name: 'home answer', value: rounded(waxseal), unit: 'requests/s' };
    yield { bench, name: 'bare server', value: rounded(bare), unit: 'requests/s' };
    yield { bench, name: 'bare server that asks three times', value: rounded(thrice), unit: 'requests/s' };
    yield {
      bench,
      name: 'home answer to the bare server (aim: 0.7)',
      value: rounded(waxseal / bare),
      unit: '×',
      atLeast: 0.5,
    };
  } finally {
    await world.close();
  }
}

/** The app in this process, for one request whose statements are counted. */
async function oneAnswer({ url }: World, token: string): Promise<{ trips: number; body: string }> {
  const life = beginLife();
  const dataFolder = await mkdtemp(join(tmpdir(), 'waxseal-bench-app-'));
  try {
    const config = readConfig({ DATABASE_URL: url });
    const deps = await openDeps({
      config,
      dataFolder,
      life,
      say: () => undefined,
      onDatabaseEnd: () => undefined,
    });
    const app = createServer(deps, dataFolder);
    const ask = async () =>
      (await app.request(PATH, { headers: { host: 'localhost', authorization: `Bearer ${token}` } })).text();
    await ask();
    const { value, queries } = await countingQueries(ask);
    return { trips: queries.times.length, body: value };
  } finally {
    await life.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function race(world: World, tokens: readonly string[], body: string, total: number) {
  const waxseal = await startWaxseal(world.url);
  const env = { DATABASE_URL: world.url, ANSWER: body };
  const bare = await startScript('bare-server.ts', [], env);
  const thrice = await startScript('bare-server.ts', [], { ...env, TRIPS: '3' });
  const requests = tokens.map((token) => getRequest(PATH, token));
  const rates = { waxseal: [] as number[], bare: [] as number[], thrice: [] as number[] };
  try {
    for (let round = 0; round < 4; round++) {
      for (const [name, { port }] of [
        ['waxseal', waxseal],
        ['bare', bare],
        ['thrice', thrice],
      ] as const) {
        const rate = await requestsPerSecond({ port, requests, connections: CONNECTIONS, total: total / 3 });
        if (round > 0) rates[name].push(rate);
      }
    }
  } finally {
    await Promise.all([waxseal.stop(), bare.stop(), thrice.stop()]);
  }
  return { waxseal: median(rates.waxseal), bare: median(rates.bare), thrice: median(rates.thrice) };
}
