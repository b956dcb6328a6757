import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { DirectedGraph, UndirectedGraph } from 'graphology';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import pagerankModule from 'graphology-metrics/centrality/pagerank.js';
import { betweennessOf } from './betweenness.ts';
import { boundedDegrees } from './bounded-degrees.ts';
import { communitySizesOf } from './communities.ts';
import { chanceOf, mixed } from './mixed.ts';
import { pageRankOf } from './page-rank.ts';
import { PART_CLASSES, PART_MEASURES, PARTS_SQUARED, partShares, WHOLE } from './parts-histogram.ts';
import { neighboursOf, pairsOf, type TieGraph } from './tie-graph.ts';
import { tiesHistogram, tiesSquared } from './ties-histogram.ts';

/** A network by ids, as the database has it: members, and ties from one to another. */
interface World {
  readonly ids: readonly string[];
  readonly ties: readonly (readonly [string, string])[];
}

const graphOf = ({ ids, ties }: World): TieGraph => {
  const number = new Map(ids.toSorted().map((id, n) => [id, n]));
  const within = ties.flatMap(([a, b]) => {
    const [from, to] = [number.get(a), number.get(b)];
    return from === undefined || to === undefined ? [] : [[from, to] as const];
  });
  const once = [...new Map(within.map((tie) => [tie.join(), tie])).values()];
  return {
    members: ids.length,
    from: Int32Array.from(once, ([from]) => from),
    to: Int32Array.from(once, ([, to]) => to),
  };
};
const marksOf = ({ ids }: World): Uint32Array => Uint32Array.from(ids.toSorted(), (id) => mixed(id)[0]);
const without = ({ ids, ties }: World, gone: string): World => ({
  ids: ids.filter((id) => id !== gone),
  ties: ties.filter((tie) => !tie.includes(gone)),
});
const squaresOf = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, cell, n) => sum + (cell - (b[n] ?? 0)) ** 2, 0);

/** Networks of up to `most` members, in which the first is tied to many. */
const worlds = (most: number) =>
  fc
    .record({
      salt: fc.nat(),
      members: fc.integer({ min: 2, max: most }),
      hub: fc.integer({ min: 0, max: 100 }),
      pairs: fc.array(fc.tuple(fc.nat(most - 1), fc.nat(most - 1)), { maxLength: most * 4 }),
    })
    .map(({ salt, members, hub, pairs }): World => {
      const ids = Array.from({ length: members }, (_, n) => `${salt} ${n}`);
      const id = (n: number): string => ids[n % members] ?? '';
      const toHub = ids.slice(1).filter((_, n) => (n * 37) % 100 < hub);
      return {
        ids,
        ties: [
          ...toHub.map((one) => [id(0), one] as const),
          ...pairs.filter(([a, b]) => a % members !== b % members).map(([a, b]) => [id(a), id(b)] as const),
        ],
      };
    });

const classesOf = (world: World, parts: number, measure: (typeof PART_MEASURES)[number]): number[] => {
  const part = Int32Array.from(world.ids.toSorted(), (id) => mixed(id)[1] % parts);
  const cells = Array<number>(parts * PART_CLASSES[measure].length).fill(0);
  const sums = Array<number>(PART_CLASSES[measure].length).fill(0);
  for (const [n, { cell, amount }] of partShares(graphOf(world), part, parts, measure, 7).entries()) {
    const at = (part[n] ?? 0) * sums.length + cell;
    cells[at] = (cells[at] ?? 0) + amount;
    sums[cell] = (sums[cell] ?? 0) + amount;
  }
  for (let p = 0; p < parts; p++) {
    const whole = cells.slice(p * sums.length, (p + 1) * sums.length).reduce((sum, cell) => sum + cell, 0);
    assert.ok(whole === 0 || whole === WHOLE, `a part comes to ${whole}`);
  }
  return sums;
};

describe('what one member changes of how many ties members have', () => {
  // Where few ties count, most members have as many as count, and one more goes through all of the network.
  for (const [most, step] of [
    [1, 1],
    [2, 1],
    [3, 3],
    [4, 2],
    [10, 5],
  ] as const) {
    it(`is bounded where ${most} ties count, however many they have`, () => {
      fc.assert(
        fc.property(worlds(40), fc.nat(39), (world, n) => {
          const of = (one: World) => tiesHistogram(graphOf(one), marksOf(one), { most, step });
          for (const gone of [world.ids[0] ?? '', world.ids[n % world.ids.length] ?? '']) {
            const squares = squaresOf(of(world), of(without(world, gone)));
            assert.ok(squares <= Number(tiesSquared(most, step)), `${squares}`);
          }
        }),
        { numRuns: 1500 },
      );
    });

    it(`is ${most} ties of others at most`, () => {
      fc.assert(
        fc.property(worlds(40), (world) => {
          const gone = world.ids[0] ?? '';
          const of = (one: World) =>
            new Map(
              one.ids
                .toSorted()
                .map((id, n) => [id, boundedDegrees(graphOf(one), marksOf(one), most)[n] ?? 0]),
            );
          const [before, after] = [of(world), of(without(world, gone))];
          const changes = [...after].map(([id, ties]) => Math.abs(ties - (before.get(id) ?? 0)));
          assert.ok(changes.reduce((sum, change) => sum + change, 0) <= most);
          assert.ok([...before.values()].every((ties) => ties <= most));
        }),
        { numRuns: 500 },
      );
    });
  }

  it('comes near the bound for who is tied to many, and exceeds it where all ties count', () => {
    const ids = Array.from({ length: 301 }, (_, n) => `star ${n}`);
    const star: World = { ids, ties: ids.slice(1).map((id) => [ids[0] ?? '', id]) };
    const alone = without(star, ids[0] ?? '');
    const change = (most: number, step: number) => {
      const of = (one: World) => tiesHistogram(graphOf(one), marksOf(one), { most, step });
      return squaresOf(of(star), of(alone));
    };
    assert.equal(change(50, 10), 50 ** 2 + 50 ** 2 + 10 ** 2);
    assert.ok(change(300, 10) > Number(tiesSquared(50, 10)), 'the harness would notice');
  });
});

describe('what one member changes of what parts are like', () => {
  for (const measure of PART_MEASURES) {
    it(`is bounded for ${measure}, however many ties they have`, () => {
      fc.assert(
        fc.property(worlds(60), fc.integer({ min: 1, max: 6 }), fc.nat(59), (world, parts, n) => {
          for (const gone of [world.ids[0] ?? '', world.ids[n % world.ids.length] ?? '']) {
            const [before, after] = [world, without(world, gone)].map((one) =>
              classesOf(one, parts, measure),
            );
            const squares = squaresOf(before ?? [], after ?? []);
            assert.ok(squares <= Number(PARTS_SQUARED), `${squares}`);
          }
        }),
        { numRuns: 300 },
      );
    });
  }

  it('can be all of a part', () => {
    const ids = Array.from({ length: 12 }, (_, n) => `star ${n}`);
    const star: World = { ids, ties: ids.slice(1).map((id) => [ids[0] ?? '', id]) };
    const [before, after] = [star, without(star, ids[0] ?? '')].map((one) =>
      classesOf(one, 1, 'communities'),
    );
    assert.equal(squaresOf(before ?? [], after ?? []), Number(PARTS_SQUARED));
  });
});

describe('measures', () => {
  const betweenness = betweennessModule as unknown as (typeof betweennessModule)['default'];
  const pagerank = pagerankModule as unknown as (typeof pagerankModule)['default'];

  it('have the betweenness that graphology has', () => {
    fc.assert(
      fc.property(worlds(25), (world) => {
        const ties = graphOf(world);
        const { low, high } = pairsOf(ties);
        const graph = new UndirectedGraph();
        for (let n = 0; n < ties.members; n++) graph.addNode(n);
        for (let i = 0; i < low.length; i++) graph.addEdge(low[i], high[i]);
        const exact = ties.members < 3 ? {} : betweenness(graph, { getEdgeWeight: null });
        for (const [n, value] of betweennessOf(ties, chanceOf(1)).entries()) {
          assert.ok(Math.abs(value - (exact[n] ?? 0)) < 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('have the PageRank that graphology has', () => {
    fc.assert(
      fc.property(worlds(25), (world) => {
        const { members, from, to } = graphOf(world);
        const graph = new DirectedGraph();
        for (let n = 0; n < members; n++) graph.addNode(n);
        for (const [i, a] of from.entries()) graph.addEdge(a, to[i]);
        const exact = pagerank(graph, { getEdgeWeight: null });
        for (const [n, rank] of pageRankOf({ members, from, to }).entries()) {
          assert.ok(Math.abs(rank - (exact[n] ?? 0) * members) < 1e-3);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('estimate it from a sample without a bias, the same for a seed', () => {
    const chance = chanceOf(3);
    const ids = Array.from({ length: 60 }, (_, n) => `${n}`);
    const ties = ids.flatMap((id) =>
      Array.from({ length: 3 }, () => [id, ids[Math.floor(chance() * 60)] ?? ''] as const),
    );
    const graph = graphOf({ ids, ties: ties.filter(([a, b]) => a !== b) });
    const exact = betweennessOf(graph, chanceOf(1));
    const sampled = (seed: number) => betweennessOf(graph, chanceOf(seed), { exactUpTo: 10, pivots: 20 });
    assert.deepEqual(sampled(5), sampled(5));
    const mean = new Float64Array(60);
    for (let seed = 0; seed < 400; seed++) {
      for (const [n, value] of sampled(seed).entries()) mean[n] = (mean[n] ?? 0) + value / 400;
    }
    for (const [n, value] of exact.entries()) assert.ok(Math.abs(value - (mean[n] ?? 0)) < 0.01, `${n}`);
  });

  it('are of ties in the direction in which they lead', () => {
    // All follow the first, who follows nobody.
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const ranks = pageRankOf(graphOf({ ids, ties: ids.slice(1).map((id) => [id, 'a']) }));
    assert.ok((ranks[0] ?? 0) > 2 && (ranks[1] ?? 0) < 1);
    assert.ok(Math.abs(ranks.reduce((sum, rank) => sum + rank, 0) - 5) < 1e-3);
  });

  it('find communities, the same for a seed, and who is in none', () => {
    const ring = (name: string) => Array.from({ length: 6 }, (_, n) => `${name}${n}`);
    const all = (names: string[]) =>
      names.flatMap((a) => names.map((b) => [a, b] as const)).filter(([a, b]) => a < b);
    const world: World = {
      ids: [...ring('a'), ...ring('b'), 'c'],
      ties: [...all(ring('a')), ...all(ring('b')), ['a0', 'b0']],
    };
    assert.deepEqual([...communitySizesOf(graphOf(world), chanceOf(1))], [...Array(12).fill(6), 1]);
    assert.deepEqual([...communitySizesOf(graphOf({ ids: ['a', 'b'], ties: [] }), chanceOf(1))], [1, 1]);
  });

  it('take a tie in both directions for one, and nobody for tied to themselves', () => {
    const graph = graphOf({
      ids: ['a', 'b', 'c'],
      ties: [
        ['a', 'b'],
        ['b', 'a'],
        ['c', 'c'],
        ['c', 'a'],
      ],
    });
    const { starts, ends } = neighboursOf(graph);
    assert.deepEqual(
      [[...starts], [...ends]],
      [
        [0, 2, 3, 4],
        [1, 2, 0, 0],
      ],
    );
  });
});
