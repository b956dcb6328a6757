import type { AlertKind } from '../../store/schema.ts';

/** What was told of a day: how many spoke, how many posts, and the sum of how each of them sounded; null is what isn't told. */
export interface Reading {
  readonly members: number | null;
  readonly posts: number | null;
  readonly mood: number | null;
  /** σ² of the noise of each, in that order. */
  readonly variances: readonly number[];
  /** What came out below it wasn't told. */
  readonly minimum: number;
}

/** A number that is another than before, by more than noise explains. */
export interface Shift {
  readonly kind: AlertKind;
  readonly now: number;
  readonly before: number;
}

/**
 * In how many σ two numbers that are the same differ so rarely that of three numbers a day less than one in a year does (Bonferroni):
 * 3 × 365 × P[|N| > 3.32] = 0.986.
 */
const RARELY = 3.32;

/** Of fewer members than so many σ of their number how they sound isn't compared: a ratio over little more than noise is no ratio. */
const ENOUGH = 4;

/**
 * What has shifted between two days, by what was told of them alone and never by what is true: where numbers that hadn't changed would
 * be told so far apart less than once in a year.
 */
export function shiftsBetween(now: Reading, before: Reading): readonly Shift[] {
  const shifts: Shift[] = [];
  const [members, posts, mood] = [0, 1, 2].map(
    (n) => [now.variances[n] ?? 0, before.variances[n] ?? 0] as const,
  );
  const differs = (one: number, other: number, [a, b] = [0, 0] as readonly [number, number]): boolean =>
    Math.abs(one - other) > RARELY * Math.sqrt(a + b);
  if (now.members !== null || before.members !== null) {
    // What isn't told is as many as could be.
    const [one, other] = [now.members ?? now.minimum, before.members ?? before.minimum];
    if (differs(one, other, members)) shifts.push({ kind: 'members', now: one, before: other });
  }
  if (now.posts !== null && before.posts !== null && differs(now.posts, before.posts, posts)) {
    shifts.push({ kind: 'posts', now: now.posts, before: before.posts });
  }
  const moods = moodShift(now, before, members ?? [0, 0], mood ?? [0, 0]);
  return moods === null ? shifts : [...shifts, moods];
}

/**
 * Whether two means differ: S₂M₁ − S₁M₂ is nought where they don't, so that nothing is divided by noise. Its variance is that of
 * products of independent numbers.
 */
function moodShift(
  now: Reading,
  before: Reading,
  [ofNow, ofBefore]: readonly [number, number],
  [moodNow, moodBefore]: readonly [number, number],
): Shift | null {
  if (now.members === null || before.members === null || now.mood === null || before.mood === null)
    return null;
  if (now.members < ENOUGH * Math.sqrt(ofNow) || before.members < ENOUGH * Math.sqrt(ofBefore)) return null;
  const apart = now.mood * before.members - before.mood * now.members;
  const variance =
    now.mood ** 2 * ofBefore +
    before.members ** 2 * moodNow +
    moodNow * ofBefore +
    before.mood ** 2 * ofNow +
    now.members ** 2 * moodBefore +
    moodBefore * ofNow;
  if (Math.abs(apart) <= RARELY * Math.sqrt(variance)) return null;
  return { kind: 'mood', now: meanOf(now.mood, now.members), before: meanOf(before.mood, before.members) };
}

const meanOf = (sum: number, many: number): number => Math.min(100, Math.max(-100, sum / many));
