import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Key } from './audience.ts';
import type { Policy } from './facts.ts';
import { widest } from './widest.ts';
import { type ActorId, FOREVER, type PolicyId, type PolicyTextId } from './words.ts';

describe('a policy at its widest', () => {
  const spokenOf = {
    id: 'p' as PolicyId,
    source: 'text' as PolicyTextId,
    binds: 'acme' as ActorId,
    actions: ['see'],
    purposes: ['reading'],
    capacities: ['marketing'],
    objectKinds: ['attribute'],
    labels: ['internal'],
    attributes: ['phone'],
    from: 5,
    until: FOREVER,
  } as const;
  const policy: Policy = {
    ...spokenOf,
    conversations: ['member'],
    bases: ['contract'],
    hours: 1,
    age: { from: 1, until: 2 },
    retention: { from: 1, until: 2 },
    unless: ['experts:acme:legal' as Key],
  };

  it('is all of what it speaks of, exempting nobody', () => {
    assert.deepEqual(widest(policy), { ...spokenOf, unless: [] });
  });

  it('is itself where it came from no text', () => {
    const { source: _, ...byHand } = policy;
    assert.deepEqual(widest(byHand), byHand);
  });
});
