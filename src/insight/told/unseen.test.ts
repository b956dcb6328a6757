import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COUNT_VARIANCE } from '../noise/accounting.ts';
import { halfWidthOf } from '../noise/release.ts';
import { unseenOf } from './unseen.ts';

const HALF_WIDTH = halfWidthOf(COUNT_VARIANCE);
const MINIMUM_GROUP = 10;
const told = (released: number | null) => ({ released, minimum: MINIMUM_GROUP, variance: COUNT_VARIANCE });

describe('what isn’t let', () => {
  it('is what can be found without what was told, as uncertain as that', () => {
    assert.deepEqual(unseenOf(1000, told(300)), {
      count: 700,
      fewerThan: null,
      moreThan: null,
      from: 700 - HALF_WIDTH,
      to: 700 + HALF_WIDTH,
    });
  });

  it('is never less than nobody, nor more than can be found', () => {
    assert.deepEqual(unseenOf(1000, told(990 + HALF_WIDTH)), {
      count: null,
      fewerThan: MINIMUM_GROUP,
      moreThan: null,
      from: 0,
      to: 10,
    });
    assert.deepEqual(unseenOf(50, told(12)), { count: 38, fewerThan: null, moreThan: null, from: 0, to: 50 });
  });

  it('is all but fewer than the minimum, where so few let it', () => {
    assert.deepEqual(unseenOf(1000, told(null)), {
      count: null,
      fewerThan: null,
      moreThan: 990,
      from: 991 - HALF_WIDTH,
      to: 1000,
    });
    assert.deepEqual(unseenOf(3, told(null)), { count: null, fewerThan: null, moreThan: 0, from: 0, to: 3 });
  });

  it('goes by the minimum and the noise with which it was told', () => {
    const precise = { released: 300, minimum: 25, variance: 100n };
    assert.deepEqual(unseenOf(320, precise), {
      count: null,
      fewerThan: 25,
      moreThan: null,
      from: 0,
      to: 20 + halfWidthOf(100n),
    });
    assert.equal(unseenOf(1000, { ...precise, released: null }).moreThan, 975);
  });
});
