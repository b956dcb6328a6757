import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Facts, type ObjectFacts, type Policy, viewerFacts } from './facts.ts';
import { forbids } from './forbids.ts';
import { isForbidden } from './policy-index.ts';
import { type ActorId, FOREVER, type ObjectId, type PolicyId } from './words.ts';

const POLICY: Policy = { id: 'p' as PolicyId, from: 0, until: FOREVER, unless: [] };
const QUESTION = { action: 'see', purpose: 'support', at: 1 } as const;

/** By the rule itself, and by the index that stands for it. */
function isDenied(policy: Partial<Policy>, object: Partial<ObjectFacts>): boolean {
  const policies = [{ ...POLICY, ...policy }];
  const facts: Facts = {
    viewer: viewerFacts(null),
    object: {
      kind: 'attribute',
      id: 'x' as ObjectId,
      owner: 'o' as ActorId,
      label: 'public',
      ownerSuspensions: [],
      ownerLockdowns: [],
      grants: [],
      within: [],
      ...object,
    },
    network: { highestLabel: 'trade-secret', policies },
  };
  const found = policies.some((one) => forbids(one, QUESTION, facts));
  assert.equal(isForbidden(QUESTION, facts), found);
  return found;
}

describe('of what isn’t known', () => {
  it('an attribute might be any, and nothing else is one', () => {
    const phones: Partial<Policy> = { attributes: ['phone'] };
    assert.equal(isDenied(phones, { attribute: 'phone' }), true);
    assert.equal(isDenied(phones, { attribute: 'email' }), false);
    assert.equal(isDenied(phones, {}), true);
    assert.equal(isDenied(phones, { kind: 'post' }), false);
  });

  it('an age might be any', () => {
    const old: Partial<Policy> = { age: { from: 30, until: FOREVER } };
    assert.equal(isDenied(old, { since: 1 }), false);
    assert.equal(isDenied(old, {}), true);
  });
});
