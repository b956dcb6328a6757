import { EVERYONE } from './audience.ts';
import type { Days, Policy } from './facts.ts';
import { FOREVER } from './words.ts';

/** All hours of a day. */
const ALL_HOURS = 0xff_ff_ff;

/**
 * The fewest policies that forbid as much as these do, of which the lists are known to hold for a question: what is left of
 * each are times, hours, ages, retention and whom it exempts. Parts of a day and times that follow one another are put
 * together, and what another covers is left out.
 */
export function fewest(policies: readonly Policy[]): readonly Policy[] {
  const bare = policies.filter(({ unless }) => !unless.includes(EVERYONE)).map(whatIsLeft);
  const byHours = groups(bare, (one) => keyOf(one, [one.from, one.until]));
  const days = byHours.map(allTheirHours);
  const spans = groups(days, (one) => keyOf(one, [one.hours])).flatMap(runs);
  return spans.filter(
    (one, n) => !spans.some((other, m) => n !== m && covers(other, one) && (m < n || !covers(one, other))),
  );
}

const whatIsLeft = ({ id, from, until, hours, age, retention, unless }: Policy): Policy => ({
  id,
  from,
  until,
  ...(hours === undefined ? {} : { hours }),
  ...(age === undefined ? {} : { age }),
  ...(retention === undefined ? {} : { retention }),
  unless: [...new Set(unless)].sort(),
});

const keyOf = ({ age, retention, unless }: Policy, more: readonly unknown[]): string =>
  [age?.from, age?.until, retention?.from, retention?.until, ...more, ...unless].join();

const groups = (policies: readonly Policy[], key: (policy: Policy) => string): (readonly Policy[])[] => [
  ...Map.groupBy(policies, key).values(),
];

/** One policy for the hours of all; a group is never empty. */
function allTheirHours(alike: readonly Policy[]): Policy {
  const { hours: _, ...rest } = alike[0] as Policy;
  const hours = alike.reduce((sum, one) => sum | (one.hours ?? ALL_HOURS), 0) & ALL_HOURS;
  return hours === ALL_HOURS ? rest : { ...rest, hours };
}

/** Those that overlap or follow one another without a gap, as one. */
function runs(alike: readonly Policy[]): Policy[] {
  const found: Policy[] = [];
  for (const one of alike.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && one.from <= last.until) {
      found[found.length - 1] = { ...last, until: Math.max(last.until, one.until) };
    } else found.push(one);
  }
  return found;
}

/** Whether whatever the other forbids, this one forbids, of policies whose lists hold alike. */
const covers = (one: Policy, other: Policy): boolean =>
  one.from <= other.from &&
  one.until >= other.until &&
  ((other.hours ?? ALL_HOURS) & ~(one.hours ?? ALL_HOURS)) === 0 &&
  reaches(one.age, other.age) &&
  reaches(one.retention, other.retention) &&
  one.unless.every((key) => other.unless.includes(key));

const reaches = (one: Days | undefined, other: Days | undefined): boolean =>
  one === undefined ||
  (other !== undefined &&
    one.from <= other.from &&
    (one.until === FOREVER || (other.until !== FOREVER && other.until <= one.until)));
