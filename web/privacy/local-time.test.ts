import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localTime, utcMinute } from './local-time.ts';

/** A date whose clock is so many minutes ahead of UTC. */
const aheadBy = (minutes: number): Date => Object.assign(new Date(), { getTimezoneOffset: () => -minutes });

describe('times by the clock here', () => {
  it('says minutes after midnight UTC as the clock here shows them', () => {
    assert.equal(localTime(540, aheadBy(0)), '09:00');
    assert.equal(localTime(540, aheadBy(120)), '11:00');
    assert.equal(localTime(1430, aheadBy(330)), '05:20');
    assert.equal(localTime(10, aheadBy(-60)), '23:10');
  });

  it('reads them back', () => {
    for (const ahead of [0, 120, 330, -60, -720]) {
      for (const minute of [0, 1, 540, 1439]) {
        assert.equal(utcMinute(localTime(minute, aheadBy(ahead)), aheadBy(ahead)), minute);
      }
    }
    assert.equal(utcMinute('', aheadBy(0)), null);
  });
});
