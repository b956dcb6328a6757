import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { facts, question } from '../../test/decisions/arbitrary-facts.ts';
import { NO_ONE } from './audience.ts';
import type { Conditions } from './conditions.ts';
import { decide } from './decide.ts';
import { type Facts, type ObjectFacts, viewerFacts } from './facts.ts';
import type { Grant } from './grant.ts';
import { type ActorId, FOREVER, type GrantId, type Label, type ObjectId } from './words.ts';

const toEveryone: Grant = {
  id: 'g' as GrantId,
  audience: { any: [['everyone' as never]], except: [] },
  actions: ['see'],
  purpose: 'reading',
  conditions: {},
  from: 0,
  until: FOREVER,
  excludingSince: 0,
  reviewBy: FOREVER,
};
const open: ObjectFacts = {
  kind: 'post',
  id: 'p' as ObjectId,
  owner: 'o' as ActorId,
  ownerSuspensions: [],
  ownerLockdowns: [],
  label: 'public',
  grants: [toEveryone],
  within: [],
};
const seenBy = (object: ObjectFacts, actor: string | null = 'v'): Facts => ({
  viewer: viewerFacts(actor === null ? null : { id: actor as ActorId, kind: 'persona' }),
  object,
  network: { highestLabel: 'internal', policies: [] },
});
const see = { action: 'see', purpose: 'reading', at: 1 } as const;
const verdict = (object: ObjectFacts) => decide(see, seenBy(object));

describe('decide', () => {
  it('answers whatever the facts, and always the same', () => {
    fc.assert(
      fc.property(question, facts, (q, f) => {
        const decision = decide(q, f);
        assert.deepEqual(decide(q, f), decision);
        const known = [...f.object.grants.map((grant) => grant.id), 'owner'];
        if (decision.allowed) assert.ok(known.includes(decision.by));
        else assert.equal(typeof decision.because, 'string');
      }),
      { numRuns: 2000 },
    );
  });

  it('answers at times that are none', () => {
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      assert.equal(decide({ ...see, at }, seenBy(open)).allowed, false);
    }
  });

  it('denies where a fact is malformed', () => {
    assert.equal(verdict(open).allowed, true);
    const emptyTerm = { ...toEveryone, audience: { any: [[]], except: [] } };
    assert.equal(verdict({ ...open, grants: [emptyTerm] }).allowed, false);
    const broken = { ...toEveryone, conditions: null as unknown as Conditions };
    assert.deepEqual(verdict({ ...open, grants: [broken] }), { allowed: false, because: 'condition' });
    assert.deepEqual(verdict({ ...open, label: 'of another build' as Label }), {
      allowed: false,
      because: 'label',
    });
    const toNobody = { ...toEveryone, audience: NO_ONE };
    assert.deepEqual(verdict({ ...open, grants: [toNobody] }), { allowed: false, because: 'audience' });
    assert.equal(verdict({ ...open, grants: [{ ...toEveryone, until: Number.NaN }] }).allowed, false);
  });

  it('does not take a visitor for the owner of what nobody owns', () => {
    const orphan = { ...open, owner: null as unknown as ActorId, grants: [] };
    assert.deepEqual(decide(see, seenBy(orphan, null)), { allowed: false, because: 'no-grant' });
  });

  it('looks at each ancestor once, however they are given', () => {
    const hidden: ObjectFacts = { ...open, id: 'hidden' as ObjectId, grants: [] };
    assert.deepEqual(verdict({ ...open, within: [{ ...open, within: [hidden] }] }), {
      allowed: false,
      because: 'thread',
    });
    // Each lists all above it: asked about one by one they would take 2^60 decisions.
    const chain: ObjectFacts[] = [];
    for (let i = 0; i < 60; i++) chain.push({ ...open, id: `p${i}` as ObjectId, within: [...chain] });
    assert.equal(verdict({ ...open, within: chain }).allowed, true);
    const round: ObjectFacts[] = [];
    round.push({ ...open, within: round });
    assert.equal(verdict({ ...open, within: round }).allowed, true);
  });
});
