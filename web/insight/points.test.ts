import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fittingLabels, rangeOf, toldOf, untoldOf } from './points.ts';

const point = (label: string, value: number | null, by = 5) => ({
  label,
  value,
  low: value === null ? null : value - by,
  high: value === null ? null : value + by,
});

describe('points of a chart', () => {
  const points = [point('a', 20), point('b', null), point('c', 40, 30)];

  it('are told or not, and none is lost', () => {
    assert.deepEqual(
      toldOf(points).map(({ label }) => label),
      ['a', 'c'],
    );
    assert.deepEqual(untoldOf(points), ['b']);
  });

  it('are drawn with the whole of their intervals, from nought', () => {
    assert.deepEqual(rangeOf(points), [0, 70]);
    assert.deepEqual(rangeOf([point('mood', -0.2, 0.3)]), [-0.5, 0.09999999999999998]);
  });

  it('have an axis where nothing was told', () => {
    assert.deepEqual(rangeOf([point('a', null)]), [0, 1]);
    assert.deepEqual(rangeOf([]), [0, 1]);
  });

  it('are named as far as names fit, evenly', () => {
    const days = ['1', '2', '3', '4', '5', '6', '7'];
    assert.deepEqual(fittingLabels(days, 700, 60), days);
    assert.deepEqual(fittingLabels(days, 240, 60), ['1', '3', '5', '7']);
    assert.deepEqual(fittingLabels(days, 10, 60), ['1']);
  });
});
