import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readEgoNetworks } from '../src/cli/import/ego-network/read-folder.ts';
import { systemClock } from '../src/core/clock.ts';
import { uuidV7 } from '../src/core/ids.ts';
import { askInfluence } from '../src/insight/influence/ask-influence.ts';
import { betweennessOf } from '../src/insight/influence/betweenness.ts';
import { boundedDegrees } from '../src/insight/influence/bounded-degrees.ts';
import { measureNamed } from '../src/insight/influence/measure-named.ts';
import { chanceOf, mixed } from '../src/insight/influence/mixed.ts';
import { pageRankOf } from '../src/insight/influence/page-rank.ts';
import { INFLUENCE, MEASURES } from '../src/insight/influence/question.ts';
import { neighboursOf, partsOf, type TieGraph } from '../src/insight/influence/tie-graph.ts';
import type { NetworkId } from '../src/privacy/words.ts';
import type { Store } from '../src/store/database.ts';
import { loadViewer } from '../src/store/viewer.ts';
import { egoFolder } from '../test/support/shared-data.ts';
import { analyse, joinNetwork, letThem, makeAsker, OF_AGE, showThem } from './asking-organisation.ts';
import { type Figure, rounded, type Setting } from './measure.ts';
import type { Worlds } from './world/world.ts';

const bench = 'influence';
const ids = uuidV7(systemClock);
/** What is asked of the imported network. */
const ATMOST_MS = 10_000;
/** Of how many shortest ways are counted, where they are sampled. */
const PIVOTS = 1000;

/** Influence in the imported ego networks, of which all let it be measured, and be known by name. */
export async function* benchInfluence(worlds: Worlds, _: Setting): AsyncGenerator<Figure> {
  yield* await correlations();
  const { store, network, close } = await worlds.copy(100_000);
  try {
    yield* measureTimes(store, network);
  } finally {
    await close();
  }
}

/** How long each takes. */
async function* measureTimes(store: Store, network: NetworkId): AsyncGenerator<Figure> {
  const db = store.community;
  const { organisation, seat, audience } = await makeAsker(db, network);
  await joinNetwork(db, network, '%');
  for (const action of ['process', 'see'] as const) {
    await letThem(db, network, audience, { kind: 'ties', action, purpose: INFLUENCE, share: 100 });
  }
  await showThem(db, network, audience, '%', [OF_AGE]);
  await analyse(db);
  const viewer = await loadViewer(store, network, seat);
  if (viewer === null) throw new Error('nobody holds the seat');
  const deps = { store, ids, clock: systemClock, random: randomBytes };
  const asked = { organisation, function: 'marketing' } as const;
  const timed = async (act: () => Promise<{ ok: boolean }>): Promise<number> => {
    const start = performance.now();
    if (!(await act()).ok) throw new Error('refused');
    return performance.now() - start;
  };
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  for (const measure of MEASURES) {
    const question = measure === 'ties' ? { ...asked, measure } : { ...asked, measure, parts: 200 as const };
    const value = rounded(await timed(() => askInfluence(deps, viewer, question, Date.now())));
    yield { bench, name: `${measure}, told with noise`, value, unit: 'ms', atMost: ATMOST_MS };
  }
  const value = rounded(
    await timed(async () => {
      const told = await measureNamed(deps, viewer, asked, Date.now());
      if (told.ok && told.value.named.length === 0) throw new Error('nobody was told of');
      return told;
    }),
  );
  yield { bench, name: 'PageRank and exact betweenness, by name', value, unit: 'ms', atMost: ATMOST_MS };
  delay.disable();
  yield {
    bench,
    name: 'meanwhile, how long others waited at most',
    value: rounded(delay.max / 1e6),
    unit: 'ms',
  };
}

/** How near what is measured comes to what it stands for, in the same network as its files have it. */
async function correlations(): Promise<readonly Figure[]> {
  const { people, connections } = await readEgoNetworks(egoFolder);
  const keys = people.map(({ key }) => key).sort();
  const number = new Map(keys.map((key, n) => [key, n]));
  const ends = connections.flatMap(([a, b]) => [number.get(a) ?? 0, number.get(b) ?? 0]);
  const graph: TieGraph = {
    members: keys.length,
    from: Int32Array.from(ends),
    to: Int32Array.from(ends, (_, n) => ends[n % 2 === 0 ? n + 1 : n - 1] ?? 0),
  };
  return [...correlated(graph, keys)];
}

function* correlated(graph: TieGraph, subjects: readonly string[]): Generator<Figure> {
  const figures = (name: string, measured: ArrayLike<number>, exact: ArrayLike<number>): Figure[] => [
    { bench, name: `${name}: Pearson`, value: rounded(pearson(measured, exact)), unit: '' },
    { bench, name: `${name}: Spearman`, value: rounded(pearson(ranks(measured), ranks(exact))), unit: '' },
  ];
  const exact = betweennessOf(graph, chanceOf(1));
  const sampled = betweennessOf(graph, chanceOf(1), { exactUpTo: 0, pivots: PIVOTS });
  yield* figures(`betweenness from ${PIVOTS} of ${graph.members} members, to the exact one`, sampled, exact);
  const marks = Uint32Array.from(subjects, (subject) => mixed(subject)[0]);
  const { starts } = neighboursOf(graph);
  const degrees = Array.from({ length: graph.members }, (_, n) => (starts[n + 1] ?? 0) - (starts[n] ?? 0));
  yield* figures('ties of which fifty count, to all', boundedDegrees(graph, marks), degrees);
  const all = pageRankOf(graph);
  for (const share of [90, 50]) {
    // Who lets it is chosen by id: those of part 0 of two.
    const part = Int32Array.from(subjects, (subject) => (mixed(subject)[1] % 100 < share ? 0 : 1));
    const [letting] = partsOf(graph, part, 2);
    if (letting === undefined) continue;
    const theirs = Array.from(all).filter((_, n) => part[n] === 0);
    yield* figures(`PageRank where ${share} of 100 let it, to that of all`, pageRankOf(letting), theirs);
  }
}

function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const mean = (of: ArrayLike<number>): number => Array.from(of).reduce((sum, x) => sum + x, 0) / of.length;
  const [ofA, ofB] = [mean(a), mean(b)];
  let [both, squaresA, squaresB] = [0, 0, 0];
  for (let n = 0; n < a.length; n++) {
    const [x, y] = [(a[n] ?? 0) - ofA, (b[n] ?? 0) - ofB];
    both += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return both / Math.sqrt(squaresA * squaresB);
}

/** Places from the least on; those alike share the mean of theirs. */
function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, n) => n).sort(
    (a, b) => (values[a] ?? 0) - (values[b] ?? 0),
  );
  const places = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let n = from; n < to; n++) places[order[n] ?? 0] = (from + to - 1) / 2;
    from = to;
  }
  return places;
}
