import type { Policy, Question } from '../../privacy/facts.ts';
import { ENGAGEMENT_PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { somethingOf } from '../../privacy/something-of.ts';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import { ALL_HOURS, hoursRuledOut } from './asked.ts';
import type { Drafted } from './draft.ts';

/** What an organisation can ask of how many members: the words of `src/insight/counting/question.ts`. */
export interface ReachQuestion {
  readonly function: BusinessFunction;
  readonly purpose: Purpose;
  readonly what: 'posts' | 'attributes' | 'ties' | 'contact';
}

/** How much of a day something is left. */
export type Leave = 'open' | 'hours' | 'shut';

/** Something that an organisation could do before otherwise than under the draft. */
export interface Reach extends ReachQuestion {
  readonly before: Leave;
  readonly after: Leave;
}

/** All that the draft changes of what the organisation can do, function by function; by classes, so that it tells of nobody. */
export function changedReaches(
  { before, after }: Drafted,
  organisation: ActorId,
  functions: readonly BusinessFunction[],
  at: Instant,
): readonly Reach[] {
  return functions.flatMap((fn) =>
    questionsOf(fn).flatMap((reach) => {
      const hoursBefore = hoursOf(before, organisation, reach, at);
      const hoursAfter = hoursOf(after, organisation, reach, at);
      return hoursBefore === hoursAfter
        ? []
        : [{ ...reach, before: leaveOf(hoursBefore), after: leaveOf(hoursAfter) }];
    }),
  );
}

export const leaveOf = (ruledOut: number): Leave =>
  ruledOut === 0 ? 'open' : ruledOut === ALL_HOURS ? 'shut' : 'hours';

/** In the order of functions; to write first, and then what control 6 is about. */
const questionsOf = (fn: BusinessFunction): readonly ReachQuestion[] => [
  { function: fn, purpose: fn, what: 'contact' },
  ...ENGAGEMENT_PURPOSES.flatMap((purpose) =>
    (['posts', 'attributes', 'ties'] as const).map((what) => ({ function: fn, purpose, what })),
  ),
];

/** At which hours the policies rule it out: all of what it could be. */
export function hoursOf(
  policies: readonly Policy[],
  organisation: ActorId,
  { function: fn, purpose, what }: ReachQuestion,
  at: Instant,
): number {
  const question: Question = {
    action: what === 'contact' ? 'contact' : 'process',
    purpose,
    at,
    as: {
      organisation,
      capacity: fn,
      // As counts declare it.
      ...(what === 'contact' ? {} : { retentionDays: NUMBERS_STAND_DAYS }),
    },
  };
  return somethingOf(what === 'contact' ? 'presence' : what, at)
    .map((thing) => hoursRuledOut(policies, question, thing))
    .reduce((hours, of) => hours & of, ALL_HOURS);
}
