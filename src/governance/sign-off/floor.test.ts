import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { floorOf } from './floor.ts';

describe('who must sign at least', () => {
  it('is a floor for each kind of matter', () => {
    assert.deepEqual(floorOf('policy', []), ['legal', 'compliance']);
    assert.deepEqual(floorOf('campaign', []), ['legal', 'marketing']);
    assert.deepEqual(floorOf('export', []), ['legal', 'it', 'risk']);
    assert.deepEqual(floorOf('saved-audience', []), ['legal', 'compliance']);
    assert.deepEqual(floorOf('network', []), ['legal', 'it', 'risk']);
  });

  it('is higher by what a policy names, each by itself', () => {
    const beside = (box: object) =>
      floorOf('policy', [{ unless: [], ...box }]).filter((one) => one !== 'legal' && one !== 'compliance');
    assert.deepEqual(beside({ purposes: ['recruitment-screening'] }), ['human-resources']);
    assert.deepEqual(beside({ purposes: ['entity-resolution'] }), ['risk']);
    assert.deepEqual(beside({ purposes: ['offer-targeting'] }), ['marketing']);
    assert.deepEqual(beside({ capacities: ['support'] }), ['customer-service']);
    assert.deepEqual(beside({ capacities: ['service'] }), ['it']);
    assert.deepEqual(beside({ labels: ['internal'] }), ['it']);
    assert.deepEqual(beside({ purposes: ['reading'], capacities: ['person'] }), []);
  });
});
