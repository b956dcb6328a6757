import type { ShownPersona } from '../../privacy/shown.ts';
import { type Clue, PLAIN, type Strength, TOGETHER } from './clue.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Posts below which hours say nothing. */
const LEAST_POSTS = 10;
/** Two posts so near are of one sitting. */
const NEAR = 10 * MINUTE;
/** Fewer posts side by side are chance. */
const LEAST_NEAR = 3;
/** So many more than twice what chance has at most are no accident. */
const MANY_NEAR = 5;
/** By so many days the one is moved against the other to see how many stand side by side by chance, habits of the day kept. */
const SHIFTS = [
  -21, -20, -18, -17, -16, -15, -13, -12, -11, -10, -9, -8, -6, -5, -4, -3, -2, 2, 3, 4, 5, 6, 8, 9, 10, 11,
  12, 13, 15, 16, 17, 18, 20, 21,
];
/** How alike the two weeks are at least, of 1. */
const ALIKE = 0.6;

/**
 * When both post: in the same minutes, more often than chance has it; and in the same hours of the week, where no other
 * turn of the clock would fit as well. Chance is measured on the two themselves, moved against each other.
 */
export function hours(one: ShownPersona, other: ShownPersona): Clue[] {
  const [mine, theirs] = [timesOf(one), timesOf(other)];
  return [...together(mine, theirs), ...rhythm(mine, theirs)];
}

/** Oldest first. */
const timesOf = ({ posts }: ShownPersona): number[] => posts.map(({ at }) => at).sort((a, b) => a - b);

function together(mine: readonly number[], theirs: readonly number[]): Clue[] {
  const near = countNear(mine, theirs, 0);
  if (near < LEAST_NEAR) return [];
  const byChance = SHIFTS.map((days) => countNear(mine, theirs, days * DAY));
  const most = Math.max(...byChance);
  if (near <= 2 * most) return [];
  return [clue(TOGETHER, near, near >= 2 * most + MANY_NEAR ? 'strong' : 'weak')];
}

/** How many of the one have one of the other beside them, were those moved. */
function countNear(mine: readonly number[], theirs: readonly number[], moved: number): number {
  let count = 0;
  let n = 0;
  for (const at of mine) {
    while (n < theirs.length && (theirs[n] as number) + moved < at - NEAR) n++;
    if (n < theirs.length && (theirs[n] as number) + moved <= at + NEAR) count++;
  }
  return count;
}

/** A week's hours, whose likeness is the cosine of the two; a weak clue at best: whole countries keep the same hours. */
function rhythm(mine: readonly number[], theirs: readonly number[]): Clue[] {
  if (mine.length < LEAST_POSTS || theirs.length < LEAST_POSTS) return [];
  const [a, b] = [weekOf(mine), weekOf(theirs)];
  const turns = a.map((_, by) => cosine(a, [...b.slice(by), ...b.slice(0, by)]));
  const [asItIs = 0, ...turned] = turns;
  return asItIs >= ALIKE && asItIs > Math.max(...turned) ? [clue('rhythm', mine.length, 'weak')] : [];
}

/** Posts in every hour of the week, each spread over its neighbours. */
function weekOf(times: readonly number[]): number[] {
  const week = new Array<number>(7 * 24).fill(0);
  for (const at of times) {
    const hour = Math.floor(at / HOUR) % week.length;
    for (const [by, weight] of [
      [-1, 0.5],
      [0, 1],
      [1, 0.5],
    ] as const) {
      const n = (hour + by + week.length) % week.length;
      week[n] = (week[n] ?? 0) + weight;
    }
  }
  return week;
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, v, n) => sum + v * (y[n] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

const clue = (of: string, times: number, strength: Strength): Clue => ({
  ...PLAIN,
  kind: 'hours',
  of,
  what: '',
  times,
  cut: 'other-hours',
  weigh: () => strength,
});
