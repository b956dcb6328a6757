import { type RawBuilder, sql } from 'kysely';
import { FOREVER, type Instant } from '../privacy/words.ts';

/** An instant as PostgreSQL reads it; an end that isn't set is `infinity`. */
export function timestamp(instant: Instant): string {
  if (instant === FOREVER) return 'infinity';
  if (instant === Number.NEGATIVE_INFINITY) return '-infinity';
  return new Date(instant).toISOString();
}

/** PostgreSQL's text of a `timestamptz` as an instant; the driver is set to use it. */
export function parseTimestamp(text: string): Instant {
  if (text === 'infinity') return FOREVER;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  return Date.parse(text);
}

/** The instant as a typed SQL value. */
export const instantValue = (instant: Instant): RawBuilder<Instant> =>
  sql<Instant>`${timestamp(instant)}::timestamptz`;
