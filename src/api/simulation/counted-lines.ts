import type { Drafted } from '../../governance/simulation/draft.ts';
import { hoursOf, type ReachQuestion } from '../../governance/simulation/reaches.ts';
import { canonicalUnder, isReadingChanged } from '../../insight/counting/count-under.ts';
import type { Tried } from '../../insight/counting/counted-authors.ts';
import type { TriedQuestion } from '../../insight/counting/question.ts';
import type { Policy } from '../../privacy/facts.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';

/** Something of a trial of which members can be counted. */
export type Line = Omit<TriedQuestion, 'organisation'>;

/** Under which policies members are counted, now and under the draft; null is nought, as the rule itself says. */
interface ToCount {
  readonly before: Tried | null;
  readonly after: Tried | null;
}

/** What a line is counted of. Of authors there is no before: the posts of none are cut off yet. */
export function toCount({ before, after }: Drafted, organisation: ActorId, line: Line, at: Instant): ToCount {
  const { what } = line;
  if (what === 'authors') {
    return { before: null, after: isReadingChanged({ before, after }, at) ? { before, after } : null };
  }
  const under = (policies: readonly Policy[]): Tried | null =>
    isShut(policies, organisation, { ...line, what }, at) ? null : { before, after: policies };
  return { before: under(before), after: under(after) };
}

/** Whether the rule leaves nothing of it now. */
const isShut = (
  policies: readonly Policy[],
  organisation: ActorId,
  reach: ReachQuestion,
  at: Instant,
): boolean => ((hoursOf(policies, organisation, reach, at) >>> new Date(at).getUTCHours()) & 1) === 1;

/** The questions that counting a line asks, in their one form. */
export function questionsOf(
  drafted: Drafted,
  organisation: ActorId,
  line: Line,
  at: Instant,
): readonly string[] {
  const { before, after } = toCount(drafted, organisation, line, at);
  return [before, after].flatMap((tried) =>
    tried === null ? [] : [canonicalUnder({ organisation, ...line }, tried, at)],
  );
}

/**
 * How many members have posts that people could no longer read, as a line; null where the draft leaves what they read, or no
 * function may count members by their posts.
 */
export function authorsLine(
  drafted: Drafted,
  organisation: ActorId,
  functions: readonly BusinessFunction[],
  at: Instant,
): Line | null {
  if (!isReadingChanged(drafted, at)) return null;
  const purpose = 'aggregation';
  const fn = functions.find(
    (one) => !isShut(drafted.before, organisation, { function: one, purpose, what: 'posts' }, at),
  );
  return fn === undefined ? null : { function: fn, purpose, what: 'authors' };
}
