import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countsOf, fromMinimum, fromMinimumOf, variancesOf, whereMembersAre } from './measure.ts';

describe('what of noisy numbers is told', () => {
  it('is each from the minimum on, as the noisy number has it', () => {
    const noisy = [[9, 10, -3], [11]];
    assert.deepEqual(fromMinimum(noisy, 10, []), [[null, 10, null], [11]]);
    assert.deepEqual(fromMinimum(noisy, 11, []), [[null, null, null], [11]]);
  });

  it('is from where it stands for the minimum on, where one comes to more', () => {
    assert.deepEqual(fromMinimumOf(1000)([[9_999, 10_000, -5]], 10, []), [[null, 10_000, null]]);
  });

  it('is of a cell what is told of its members, and nothing where they are too few', () => {
    const noisy = [
      [9, 10],
      [500, -7],
      [3, 4],
    ];
    assert.deepEqual(whereMembersAre(noisy, 10, []), [
      [null, 10],
      [null, -7],
      [null, 4],
    ]);
  });

  it('has noise that grows with the parts, and with what one member changes in each', () => {
    const parts = [countsOf(7), { cells: 2, squared: 4n }];
    assert.deepEqual(variancesOf(parts, 100n), [200n, 800n]);
    assert.deepEqual(variancesOf([countsOf(1)], 100n), [100n]);
  });
});
