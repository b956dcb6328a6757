import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accuracyOf, macroF1, pearson } from './accuracy.ts';

describe('how well scores agree with ratings', () => {
  it('is Pearson’s correlation', () => {
    assert.equal(pearson([1, 2, 3], [2, 4, 6]), 1);
    assert.equal(pearson([1, 2, 3], [3, 2, 1]), -1);
    // By hand: covariance 4, squares 5 and 5.
    assert.equal(pearson([1, 2, 3, 4], [1, 3, 2, 4]), 0.8);
  });

  it('is the mean F1 of three classes, whose bounds belong to the outer ones', () => {
    const ratings = [0.05, 0.5, -0.05, -0.5, 0.04, 0];
    assert.equal(macroF1(ratings, ratings), 1);
    // Positive: 1 right of 3 said and 2 meant, 2/5; negative 2 of 2 and 2, 1; neutral 0 of 1 and 2.
    const scores = [0.9, 0, -0.1, -0.1, 0.05, 0.3];
    assert.ok(Math.abs(macroF1(scores, ratings) - (0.4 + 1 + 0) / 3) < 1e-12);
  });

  it('leaves out a class that is nowhere', () => {
    assert.equal(macroF1([0.5, -0.5], [0.6, -0.6]), 1);
  });

  it('is nothing where there is nothing to compare', () => {
    assert.deepEqual(accuracyOf([], []), { pearson: 0, f1: 0 });
    assert.equal(pearson([1, 1], [0, 1]), 0);
  });
});
