import { ok, type Result, refuse } from '../../core/result.ts';
import { DAY_MS, type Instant } from '../../privacy/words.ts';

/** The time that is listened to: so many whole days or weeks, UTC, up to the day on which `until` begins. */
export interface Span {
  readonly unit: 'day' | 'week';
  readonly buckets: number;
  /** A day, `YYYY-MM-DD`. Absent is the day on which it is asked, so that the last whole day is yesterday. */
  readonly until?: string;
}

/** The same as instants. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
  readonly step: number;
  readonly buckets: number;
}

export const MOST_BUCKETS = 13;
/** How far back at most: what is older is history, and none of what an organisation listens to now. */
const MOST_DAYS = 400;

export function stretchOf({ unit, buckets, until }: Span, at: Instant): Result<Stretch> {
  const today = Math.floor(at / DAY_MS) * DAY_MS;
  const ends = until === undefined ? today : Date.parse(until);
  const wrong = (says: string) => refuse({ kind: 'invalid', field: 'span', says });
  if (Number.isNaN(ends)) return wrong('ends on no day');
  if (ends > today) return wrong('is of days that are over: it ends today at the latest');
  if (ends < today - MOST_DAYS * DAY_MS) return wrong(`ends ${MOST_DAYS} days ago at the earliest`);
  const step = unit === 'day' ? DAY_MS : 7 * DAY_MS;
  return ok({ from: ends - buckets * step, until: ends, step, buckets });
}

/** The day on which an instant lies, UTC. */
export const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

/** When each begins and ends. */
export const bucketsOf = ({ from, step, buckets }: Stretch) =>
  Array.from({ length: buckets }, (_, n) => ({ from: from + n * step, until: from + (n + 1) * step }));
