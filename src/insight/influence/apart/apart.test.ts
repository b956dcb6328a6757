import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, it } from 'node:test';
import { IN_REQUEST, TakesTooLong } from '../../counting/going.ts';
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
    const measure = measuringApart({ mostWaiting: 2 });
    const large = simple(randomGraph(9000, 300_000));
    const small = { kind: 'each', graph: simple(randomGraph(10, 20)), seed: 1 } as const;
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const [long, next, third] = [
      measure({ kind: 'each', graph: large, seed: 1 }, { ...IN_REQUEST, longestMs: 2000 }),
      measure(small),
      measure(small),
    ];
    delay.enable();
    await assert.rejects(third, (error) => error instanceof NotMeasured && error.because === 'too-many');
    await assert.rejects(long, (error) => error instanceof TakesTooLong);
    assert.equal((await next).pagerank.length, 10);
    delay.disable();
    assert.ok(delay.max < 1e9, `others waited for ${delay.max / 1e6} ms`);
  });

  it('say how far they are, and are given up at once when they are called off', async () => {
    const measure = measuringApart();
    const large = simple(randomGraph(4000, 200_000));
    const calling = new AbortController();
    const shares: number[] = [];
    const going = {
      longestMs: 60_000,
      calledOff: calling.signal,
      isSoFar: (share: number) => {
        shares.push(share);
        if (shares.length === 2) calling.abort(new Error('called off'));
      },
    };
    await assert.rejects(measure({ kind: 'each', graph: large, seed: 1 }, going), /called off/);
    assert.ok(shares.length >= 2 && shares.every((share) => share >= 0 && share < 1), `${shares}`);
    assert.ok((shares.at(-1) ?? 0) >= (shares[0] ?? 1));
    await assert.rejects(measure({ kind: 'each', graph: large, seed: 1 }, going), /called off/);
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
