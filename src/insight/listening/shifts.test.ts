import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noiseOf } from '../../../test/insight/noise-of.ts';
import { variancesOf } from '../counting/measure.ts';
import { COUNT_VARIANCE } from '../noise/accounting.ts';
import { noisy } from '../noise/release.ts';
import { partsOf, tellingOf } from './listening-parts.ts';
import { type Reading, shiftsBetween } from './shifts.ts';

const parts = partsOf(1, 1);
const variances = variancesOf(parts, COUNT_VARIANCE);

/** What would be told of a day on which this is true. */
function told(
  random: (bytes: number) => Buffer,
  [members, posts, mood]: readonly number[],
  minimum = 10,
): Reading {
  const noise = [members, posts, mood, 0].map((is, n) => [noisy(random, is ?? 0, variances[n] ?? 0n)]);
  const [one, two, three] = tellingOf(noise, minimum, variances).map(([cell = null]) => cell);
  return {
    members: one ?? null,
    posts: two ?? null,
    mood: three ?? null,
    variances: variances.slice(0, 3).map(Number),
    minimum,
  };
}

/** How many alerts come in so many years of days on which the same is true, each compared with the one a week before. */
function alertsIn(years: number, truth: readonly number[], seed: string, minimum = 10): number {
  const random = noiseOf(seed);
  const week: Reading[] = Array.from({ length: 7 }, () => told(random, truth, minimum));
  let alerts = 0;
  for (let day = 0; day < 365 * years; day++) {
    const now = told(random, truth, minimum);
    const [before = now] = week.splice(0, 1);
    alerts += shiftsBetween(now, before).length;
    week.push(now);
  }
  return alerts;
}

describe('shifts that noise does not explain', () => {
  for (const [what, truth] of Object.entries({
    'nobody speaks': [0, 0, 0],
    'few speak': [150, 300, 3000],
    'about as many as noise is': [600, 900, 20_000],
    'thousands speak, gladly': [5000, 9000, 300_000],
    'thousands speak, to no effect': [20_000, 40_000, 0],
  })) {
    it(`are told wrongly about once a year at most where ${what}`, () => {
      // Of 30 years, 30 times; more than 46 would come by chance in one of 300.
      const alerts = alertsIn(30, truth, what);
      assert.ok(alerts <= 46, `${alerts} in thirty years`);
    });
  }

  it('are none where as many speak as are told of, whatever the minimum', () => {
    const alerts = alertsIn(30, [1000, 1500, 20_000], 'as many', 1000);
    assert.ok(alerts <= 46, `${alerts} in thirty years`);
  });

  it('are so told now and then, so that none of this is for want of telling', () => {
    assert.ok(alertsIn(30, [20_000, 40_000, 400_000], 'some') >= 5);
  });

  it('are told where they are large', () => {
    const random = noiseOf('large');
    const before = [5000, 9000, 200_000];
    for (const [kind, now] of [
      ['members', [6800, 9000, 272_000]],
      ['posts', [5000, 14_000, 200_000]],
      ['mood', [5000, 9000, -200_000]],
    ] as const) {
      const shifts = shiftsBetween(told(random, now), told(random, before));
      assert.ok(
        shifts.some((one) => one.kind === kind),
        `${kind} of ${JSON.stringify(shifts)}`,
      );
    }
  });

  it('are told where nearly nobody had spoken, and many do', () => {
    const ofNobody = {
      members: null,
      posts: null,
      mood: null,
      variances: variances.slice(0, 3).map(Number),
      minimum: 10,
    };
    const now = told(noiseOf('many'), [3000, 5000, 100_000]);
    assert.deepEqual(
      shiftsBetween(now, ofNobody).map(({ kind, before }) => [kind, before]),
      [['members', 10]],
    );
    assert.deepEqual(shiftsBetween(ofNobody, ofNobody), []);
  });
});
