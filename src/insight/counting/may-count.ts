import { ok, type Result, refuse } from '../../core/result.ts';
import type { BusinessFunction } from '../../privacy/words.ts';
import type { Seated } from '../../store/seated.ts';

/**
 * A count is a use by who sits in the function, whatever is tried: policies tell functions apart, and nobody gets round one
 * by asking in another's name. Experts weigh drafts for all of them.
 */
export const mayCount = ({ functions, disciplines }: Seated, fn: BusinessFunction): Result<null> =>
  functions.includes(fn) || disciplines.length > 0 ? ok(null) : NOT_THEIRS;

/** What the rule alone says is asked of nobody, and costs nothing. */
export const forbiddenNow = refuse({
  kind: 'conflict',
  says: 'The policies in force leave this to nobody at this hour, whatever members allow. Change what you ask for, or the policy.',
});

const NOT_THEIRS = refuse({
  kind: 'forbidden',
  says: 'Members are counted for a function by who sits in it, and by the experts.',
});
