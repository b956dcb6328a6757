import type { Audience } from './audience.ts';
import { type AttributeKind, type Precision, precisionsOf } from './disclosure.ts';
import { isWithin } from './narrower.ts';
import { covers, type Purpose } from './purposes.ts';
import type { Instant } from './words.ts';

/** How an attribute is shown through one persona. */
export interface Showing {
  readonly precision: Precision;
  /** What others read. */
  readonly shown: string;
  readonly audience: Audience;
  readonly purpose: Purpose;
  readonly until: Instant;
}

export type ShowingChange = 'none' | 'new' | 'withdrawn' | 'widened' | 'narrowed' | 'changed';

/**
 * What becomes of an attribute that is shown otherwise, by form alone: who happens to be in the audiences plays no part.
 * `changed` is what may let somebody in as well as keep somebody out. Null is not shown.
 */
export function changeOf(kind: AttributeKind, now: Showing | null, then: Showing | null): ShowingChange {
  if (now === null) return then === null ? 'none' : 'new';
  if (then === null) return 'withdrawn';
  const steps = [
    compare(isWithin(now.audience, then.audience), isWithin(then.audience, now.audience)),
    compare(covers(then.purpose, now.purpose), covers(now.purpose, then.purpose)),
    compare(now.until <= then.until, then.until <= now.until),
    precisionStep(kind, now, then),
  ];
  const widens = steps.some((step) => step === 'wider' || step === 'other');
  const narrows = steps.some((step) => step === 'narrower' || step === 'other');
  if (widens && narrows) return 'changed';
  if (widens) return 'widened';
  return narrows ? 'narrowed' : 'none';
}

type Step = 'same' | 'wider' | 'narrower' | 'other';

/** @param within the one is within the other  @param around the other is within the one */
function compare(within: boolean, around: boolean): Step {
  if (within) return around ? 'same' : 'wider';
  return around ? 'narrower' : 'other';
}

/** Precisions are listed from exact to coarse; at one of them the words may be others than before. */
function precisionStep(kind: AttributeKind, now: Showing, then: Showing): Step {
  const order = precisionsOf(kind);
  const [before, after] = [order.indexOf(now.precision), order.indexOf(then.precision)];
  if (before === after) return now.shown === then.shown ? 'same' : 'other';
  return after < before ? 'wider' : 'narrower';
}
