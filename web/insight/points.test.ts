import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namedPlaces, placesOf, rangeOf, toldOf, untoldOf } from './points.ts';

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
    assert.deepEqual(rangeOf([point('a', null)]), [0, 10]);
    assert.deepEqual(rangeOf([]), [0, 10]);
  });

  it('lie where they were in time, where all say when', () => {
    assert.deepEqual(placesOf(points), [0, 1, 2]);
    assert.deepEqual(placesOf(points.map((one, n) => ({ ...one, at: 10 * n * n }))), [0, 10, 40]);
    assert.deepEqual(placesOf([point('a', 1), { ...point('b', 2), at: 7 }]), [0, 1]);
  });

  it('are named as far as names fit', () => {
    assert.deepEqual(namedPlaces([0, 1, 2, 3, 4, 5, 6], 700, 60), [0, 1, 2, 3, 4, 5, 6]);
    assert.deepEqual(namedPlaces([0, 1, 2, 3, 4, 5, 6], 240, 60), [0, 2, 4, 6]);
    assert.deepEqual(namedPlaces([0, 1, 2, 90, 100], 240, 60), [0, 90]);
    assert.deepEqual(namedPlaces([3], 240, 60), [3]);
  });
});
