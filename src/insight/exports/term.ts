import { ok, type Result, refuse } from '../../core/result.ts';
import { DAY_MS, type Instant } from '../../privacy/words.ts';

/** For how many days at most what leaves may be used from when it is made. */
const MOST_DAYS = 90;

/**
 * For how many days, begun ones too, what is made now may be used.
 * @param until the day before which, `YYYY-MM-DD`, UTC
 */
export function daysLeft(until: string, at: Instant): Result<number> {
  const ends = Date.parse(until);
  if (ends <= at) return refuse({ kind: 'invalid', field: 'until', says: 'is over' });
  if (ends > at + MOST_DAYS * DAY_MS) {
    return refuse({ kind: 'invalid', field: 'until', says: `is in ${MOST_DAYS} days at most` });
  }
  return ok(Math.ceil((ends - at) / DAY_MS));
}
