import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atPrecision, type Precision, precisionsOf } from './disclosure.ts';
import { isCertainlyOfAge } from './of-age.ts';

const at = Date.parse('2026-03-01T12:00:00Z');

describe('who is certainly of age', () => {
  const isOfAge = (value: string, precision: Precision, when = at) =>
    isCertainlyOfAge(value, precision, when);

  it('has lived eighteen whole years, wherever they are', () => {
    assert.ok(isOfAge('2008-03-01', 'exact'));
    assert.ok(!isOfAge('2008-03-02', 'exact'));
    assert.ok(
      !isOfAge('2008-03-01', 'exact', at - 1),
      'where the day begins last it is still the one before',
    );
  });

  it('is of age on the first of March who was born on the 29th of February', () => {
    const noon = (day: string) => Date.parse(`${day}T12:00:00Z`);
    assert.ok(!isOfAge('2008-02-29', 'exact', noon('2026-02-28')));
    assert.ok(isOfAge('2008-02-29', 'exact', noon('2026-03-01')));
  });

  it('was born in a year or a decade of which all are', () => {
    assert.ok(isOfAge('2007', 'year'));
    assert.ok(!isOfAge('2008', 'year'), 'most of 2008 are not yet');
    assert.ok(isOfAge('1990s', 'decade'));
    assert.ok(!isOfAge('2000s', 'decade'));
  });

  it('showed an age band of eighteen and over', () => {
    assert.ok(isOfAge('18–19', 'age-band'));
    assert.ok(isOfAge('100–109', 'age-band'));
    assert.ok(!isOfAge('under 18', 'age-band'));
  });

  it('is nobody of whom it can’t be read', () => {
    for (const precision of ['exact', 'year', 'decade', 'age-band', 'town'] as const) {
      for (const value of ['', 'long ago', '1', '0', '-1', '1990-1-1', '90s', '18-19', '17–25']) {
        assert.ok(!isOfAge(value, precision), `${value} as ${precision}`);
      }
    }
  });

  it('is found by whatever is shown of a birth date, and never too early', () => {
    for (let days = -800; days <= 800; days += 7) {
      const born = new Date(Date.parse('2008-03-01') + days * 86_400_000).toISOString().slice(0, 10);
      for (const precision of precisionsOf('birth-date')) {
        const shown = atPrecision('birth-date', born, precision, at);
        if (shown !== null && isOfAge(shown, precision)) assert.ok(born <= '2008-03-01', `${born} ${shown}`);
      }
    }
  });
});
