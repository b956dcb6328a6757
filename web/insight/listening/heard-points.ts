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

/** The scale of a mood. */
const MOST = 100;

/** How they sounded; where that may be anything from the worst to the best, it isn't a number. */
export const moodPoints = (buckets: readonly Bucket[], label: (from: string) => string): Point[] =>
  buckets.map(({ from, mood }) => {
    const known = mood === null || (mood.low <= -MOST && mood.high >= MOST) ? null : mood;
    return {
      label: label(from),
      value: known?.mean ?? null,
      low: known?.low ?? null,
      high: known?.high ?? null,
      at: Date.parse(from),
    };
  });

const ofNumber = ({ count, interval }: HeardNumber) => ({
  value: count,
  low: interval?.low ?? null,
  high: interval?.high ?? null,
});
