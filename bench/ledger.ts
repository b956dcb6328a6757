import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { appendBeat } from '../src/ledger/log/append.ts';
import { tilesOf } from '../src/ledger/log/read-tiles.ts';
import { signCheckpoint } from '../src/ledger/log/signer.ts';
import { verifyStored } from '../src/ledger/log/verify-stored.ts';
import { writeTiles } from '../src/ledger/log/write-tiles.ts';
import { type Edge, EMPTY_EDGE, grow, proveInclusion, rootOfEdge } from '../src/ledger/tree/tiles.ts';
import { leafHash } from '../src/ledger/verify/hash.ts';
import { timestamp } from '../src/store/time.ts';
import { type Figure, median, quantile, rounded, type Setting } from './measure.ts';
import type { World, Worlds } from './world/world.ts';

const bench = 'ledger';
const ENTRIES = 1_000_000;
const SOME = 50_000;
const MASTER = new Uint8Array(32).fill(1);

/** Entering what is due, proving an entry among a million, and verifying a million. */
export async function* benchLedger(worlds: Worlds, { say, quick }: Setting): AsyncGenerator<Figure> {
  const world = await worlds.copy(100_000);
  const deps = {
    store: world.store,
    random: randomBytes,
    masterKey: MASTER,
    publicUrl: 'https://example.org',
  };
  try {
    await sql`update community."grant" set entered_until = null where network_id = ${world.network}`.execute(
      world.store.community,
    );
    const { rows } = await sql<{ count: number }>`select count(*) as count from community."grant"
      where network_id = ${world.network}`.execute(world.store.community);
    const due = rows[0]?.count ?? 0;
    say(`ledger: entering ${due} grants`);
    const began = performance.now();
    await appendBeat(deps, world.network, Date.now(), Date.now());
    const perSecond = due / ((performance.now() - began) / 1000);
    yield {
      bench,
      name: 'entered in batches of 5,000',
      value: Math.round(perSecond),
      unit: 'entries/s',
      atLeast: 5000,
    };
    say(`ledger: a log of ${ENTRIES}`);
    await fillLog(world, deps);
    const read = tilesOf(world.store.community, world.network);
    const times: number[] = [];
    const before = process.memoryUsage().rss;
    for (let n = -20; n < (quick ? 100 : 1000); n++) {
      const start = performance.now();
      await proveInclusion(read, (Math.abs(n) * 7919) % ENTRIES, ENTRIES);
      if (n >= 0) times.push(performance.now() - start);
    }
    const name = `an entry among ${ENTRIES} proved to be in`;
    yield { bench, name: `${name}, median`, value: rounded(median(times)), unit: 'ms' };
    yield { bench, name: `${name}, p99`, value: rounded(quantile(times, 0.99)), unit: 'ms', atMost: 5 };
    const start = performance.now();
    const checked = await verifyStored(deps, world.network, null);
    if (!checked.holds) throw new Error(checked.says);
    yield {
      bench,
      name: `${ENTRIES} entries verified`,
      value: rounded((performance.now() - start) / 1000),
      unit: 's',
      atMost: 30,
    };
    const grownBy = (process.memoryUsage().rss - before) / 2 ** 20;
    yield {
      bench,
      name: 'more resident memory while proving and verifying',
      value: rounded(grownBy),
      unit: 'MiB',
    };
  } finally {
    await world.close();
  }
}

/** Another log in the place of the network's: a million leaves by chance, which is what leaves look like. */
async function fillLog({ store, network }: World, deps: Parameters<typeof signCheckpoint>[0]): Promise<void> {
  const db = store.community;
  for (const table of ['tile', 'entry', 'checkpoint']) {
    await sql`delete from community.${sql.raw(`ledger_${table}`)} where network_id = ${network}`.execute(db);
  }
  let edge: Edge = EMPTY_EDGE;
  while (edge.size < ENTRIES) {
    const grown = grow(
      edge,
      Array.from({ length: SOME }, () => leafHash(randomBytes(32))),
    );
    edge = grown.edge;
    await writeTiles(db, network, grown);
  }
  const at = Date.now();
  const checkpoint = { size: edge.size, root: rootOfEdge(edge), time: new Date(at).toISOString() };
  await db
    .insertInto('community.ledger_checkpoint')
    .values({
      network_id: network,
      made_at: timestamp(at),
      size: edge.size,
      note: signCheckpoint(deps, network, checkpoint),
    })
    .execute();
  await sql`update community.ledger_head set size = ${edge.size}, root = ${Buffer.from(checkpoint.root)}
    where network_id = ${network}`.execute(db);
}
