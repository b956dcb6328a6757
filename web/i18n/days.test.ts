import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { dayOf, dayText, endOfDay, startOfDay } from './format.ts';

const here = process.env.TZ;

/** Days by the clock of a place: whether its day goes beyond that of UTC or not. */
const PLACES = [
  ['America/Los_Angeles', '2026-07-02T06:59:59.000Z', '2026-07-01T07:00:00.000Z'],
  ['Asia/Tokyo', '2026-07-01T14:59:59.000Z', '2026-06-30T15:00:00.000Z'],
  ['UTC', '2026-07-01T23:59:59.000Z', '2026-07-01T00:00:00.000Z'],
] as const;

describe('days by the clock here', () => {
  afterEach(() => {
    if (here === undefined) delete process.env.TZ;
    else process.env.TZ = here;
  });

  for (const [place, end, start] of PLACES) {
    it(`end and begin where one is: ${place}`, () => {
      process.env.TZ = place;
      assert.equal(endOfDay('2026-07-01'), end);
      assert.equal(startOfDay('2026-07-01'), start);
      assert.equal(dayOf(end), '2026-07-01', 'what was set is what is shown');
      assert.equal(dayOf(start), '2026-07-01');
      // The day on which the clock there is put back or forward, and the last of a year.
      for (const day of ['2026-03-08', '2026-11-01', '2026-12-31', '2028-02-29']) {
        assert.equal(dayOf(endOfDay(day)), day);
      }
    });

    it(`keeps a moment whose day stays: ${place}`, () => {
      process.env.TZ = place;
      const given = '2026-07-01T15:30:00.000Z';
      assert.equal(endOfDay(dayOf(given), given), given);
      assert.notEqual(endOfDay('2026-07-05', given), given);
    });

    it(`says a day as it is: ${place}`, () => {
      process.env.TZ = place;
      assert.equal(dayText('2026-07-01', 'en'), 'July 1, 2026');
      assert.equal(dayText(endOfDay('2026-07-01') ?? '', 'en'), 'July 1, 2026');
    });
  }

  it('takes none for none', () => {
    assert.equal(dayOf(null), '');
    assert.equal(endOfDay(''), null);
    assert.equal(endOfDay('', '2026-07-01T15:30:00.000Z'), null);
  });
});
