import {
  type Facts,
  type ObjectFacts,
  type Policy,
  type Question,
  viewerFacts,
} from '../../privacy/facts.ts';
import { isForbidden } from '../../privacy/policy-index.ts';
import type { ActorId } from '../../privacy/words.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Somebody who holds no seat that exempts. */
const NOBODY = viewerFacts({ id: 'somebody' as ActorId, kind: 'persona' });

/** Whether the policies forbid it, whatever was granted, to who is in none of the sets that they exempt. */
export const isRuledOut = (policies: readonly Policy[], question: Question, object: ObjectFacts): boolean =>
  isForbidden(question, {
    viewer: NOBODY,
    object,
    network: { highestLabel: 'trade-secret', policies },
  } satisfies Facts);

/** At which hours of the day, UTC, they forbid it: bit n is from n to n + 1 o'clock. */
export function hoursRuledOut(policies: readonly Policy[], question: Question, object: ObjectFacts): number {
  const midnight = Math.floor(question.at / DAY_MS) * DAY_MS + DAY_MS;
  let hours = 0;
  for (let hour = 0; hour < 24; hour++) {
    if (isRuledOut(policies, { ...question, at: midnight + hour * HOUR_MS }, object)) hours |= 1 << hour;
  }
  return hours;
}

export const ALL_HOURS = 0xff_ff_ff;
