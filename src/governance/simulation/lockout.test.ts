import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Policy } from '../../privacy/facts.ts';
import { type ActorId, FOREVER, type PolicyId } from '../../privacy/words.ts';
import { lockedOutOf } from './lockout.ts';

const policy = (box: Partial<Policy>): Policy => ({
  id: 'one' as PolicyId,
  from: Number.NEGATIVE_INFINITY,
  until: FOREVER,
  unless: [],
  ...box,
});

describe('what would lock everyone out', () => {
  it('is what leaves people nothing to read, at any hour', () => {
    assert.deepEqual(lockedOutOf([], 0), []);
    assert.deepEqual(lockedOutOf([policy({})], 0), ['presence', 'post', 'message', 'resource']);
    assert.deepEqual(lockedOutOf([policy({ objectKinds: ['post'] })], 0), ['post']);
    const halves = [policy({ hours: 0x00_0f_ff }), policy({ hours: 0xff_f0_00 })];
    assert.equal(lockedOutOf(halves, 0).length, 4, 'two halves of a day are all of it');
  });

  it('is not what leaves some hours, the harmless, or whatever isn’t the organisation’s', () => {
    assert.deepEqual(lockedOutOf([policy({ hours: 0x00_0f_ff })], 0), []);
    assert.deepEqual(lockedOutOf([policy({ labels: ['internal'] })], 0), []);
    assert.deepEqual(lockedOutOf([policy({ binds: 'orga' as ActorId })], 0), []);
    assert.deepEqual(lockedOutOf([policy({ capacities: ['marketing'] })], 0), []);
    assert.deepEqual(lockedOutOf([policy({ purposes: ['mining'] })], 0), []);
  });

  it('is not what leaves the old or the new, and is what together leaves neither', () => {
    const old = policy({ age: { from: 30, until: FOREVER } });
    const young = policy({ age: { from: 0, until: 30 } });
    const at = Date.UTC(2026, 2, 1, 15);
    assert.deepEqual(lockedOutOf([old], at), ['presence'], 'everybody is, at no age');
    assert.deepEqual(lockedOutOf([{ ...young, objectKinds: ['post'] }], at), []);
    assert.deepEqual(lockedOutOf([{ ...old, objectKinds: ['post'] }], at), []);
    const both = [old, young].map((one): Policy => ({ ...one, objectKinds: ['post'] }));
    assert.deepEqual(lockedOutOf(both, at), ['post']);
    const days = [0, 1, 2].map((from) => policy({ objectKinds: ['post'], age: { from, until: from + 1 } }));
    const rest = policy({ objectKinds: ['post'], age: { from: 3, until: FOREVER } });
    assert.deepEqual(lockedOutOf([...days, rest], at), ['post']);
    assert.deepEqual(lockedOutOf([...days.slice(1), rest], at), [], 'what is of today is left');
  });
});
