import type { Bucket, HeardNumber } from '../../api/listening.ts';
import type { Point } from '../points.ts';

/** How many spoke or what they wrote, day by day or week by week. */
export const countPoints = (
  buckets: readonly Bucket[],
  which: 'members' | 'posts',
  label: (from: string) => string,
): Point[] =>
  buckets.map((bucket) => ({
    ...ofNumber(bucket[which]),
    label: label(bucket.from),
    at: Date.parse(bucket.from),
  }));

/** How they sounded. */
export const moodPoints = (buckets: readonly Bucket[], label: (from: string) => string): Point[] =>
  buckets.map(({ from, mood }) => ({
    label: label(from),
    value: mood?.mean ?? null,
    low: mood?.low ?? null,
    high: mood?.high ?? null,
    at: Date.parse(from),
  }));

const ofNumber = ({ count, interval }: HeardNumber) => ({
  value: count,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});
