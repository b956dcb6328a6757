import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Bucket } from '../../api/listening.ts';
import { moodPoints } from './heard-points.ts';

it('has no mood where noise leaves it open from the worst to the best', () => {
  const number = { count: 400, fewer_than: null, interval: null };
  const of = (mean: number, low: number, high: number): Bucket =>
    ({
      from: '2026-03-01',
      to: '2026-03-02',
      members: number,
      posts: number,
      mood: { mean, low, high },
    }) as unknown as Bucket;
  const points = moodPoints([of(100, -100, 100), of(20, -30, 70)], (from) => from);
  assert.deepEqual(
    points.map(({ value, low, high }) => [value, low, high]),
    [
      [null, null, null],
      [20, -30, 70],
    ],
  );
});
