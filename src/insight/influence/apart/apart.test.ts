import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, it } from 'node:test';
import { chanceOf } from '../mixed.ts';
import type { TieGraph } from '../tie-graph.ts';
import { measuringApart, NotMeasured } from './apart.ts';
import { done } from './jobs.ts';

const chance = chanceOf(11);
const randomGraph = (members: number, ties: number): TieGraph => ({
  members,
  from: Int32Array.from({ length: ties }, (_, n) => n % members),
  to: Int32Array.from({ length: ties }, (_, n) => (n + 1 + Math.floor(chance() * (members - 1))) % members),
});
/** Each tie once. */
const simple = ({ members, from, to }: TieGraph): TieGraph => {
  const once = [...new Set(Array.from(from, (a, n) => a * members + (to[n] ?? 0)))];
  return {
    members,
    from: Int32Array.from(once, (tie) => Math.floor(tie / members)),
    to: Int32Array.from(once, (tie) => tie % members),
  };
};

describe('graphs, measured apart', () => {
  it('come out as they do at hand', async () => {
    const graph = simple(randomGraph(40, 160));
    const measure = measuringApart();
    const part = Int32Array.from({ length: 40 }, (_, n) => n % 4);
    for (const job of [
      { kind: 'ties', graph, marks: Uint32Array.from(graph.from.subarray(0, 40)) },
      { kind: 'parts', graph, part, parts: 4, measure: 'communities', seed: 3 },
      { kind: 'each', graph, seed: 3 },
    ] as const) {
      assert.deepEqual(await measure(job), done(job));
    }
  });

  it('are given up after a time, while others are served, and leave the next its turn', async () => {
    const measure = measuringApart({ longestMs: 2000, mostWaiting: 2 });
    const large = simple(randomGraph(9000, 300_000));
    const small = { kind: 'each', graph: simple(randomGraph(10, 20)), seed: 1 } as const;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const [long, next, third] = [
      measure({ kind: 'each', graph: large, seed: 1 }),
      measure(small),
      measure(small),
    ];
    delay.enable();
    await assert.rejects(third, (error) => error instanceof NotMeasured && error.because === 'too-many');
    await assert.rejects(long, (error) => error instanceof NotMeasured && error.because === 'too-long');
    assert.equal((await next).pagerank.length, 10);
    delay.disable();
    assert.ok(delay.max < 1e9, `others waited for ${delay.max / 1e6} ms`);
  });

  it('break for themselves alone', async () => {
    const measure = measuringApart();
    const broken = {
      kind: 'each',
      graph: { members: 1e11, from: [], to: [] },
      seed: 1,
    };
    await assert.rejects(
      measure(broken as never),
      (error) => error instanceof NotMeasured && error.because === 'broke',
    );
    assert.equal(
      (await measure({ kind: 'each', graph: simple(randomGraph(5, 9)), seed: 1 })).betweenness.length,
      5,
    );
  });
});
