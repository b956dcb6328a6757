import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  ATTRIBUTES_MET,
  acting,
  narrowerDims,
  origin,
  unlessSome,
} from '../../test/decisions/arbitrary-policies.ts';
import type { Key } from './audience.ts';
import { type Facts, type ObjectFacts, type Policy, type Question, viewerFacts } from './facts.ts';
import { forbids } from './forbids.ts';
import { exemptingKeys, isForbidden } from './policy-index.ts';
import { type ActorId, DAY_MS, FOREVER, LABELS, type ObjectId, type PolicyId } from './words.ts';

const ORGS = ['acme', 'beta'] as ActorId[];
const KEYS = ['staff:acme:support', 'staff:acme', 'circle:c', 'signed-in', 'everyone', 'persona:v'] as Key[];
const NOW = Date.UTC(2026, 2, 10);
const HOUR = 3600_000;

const policy: fc.Arbitrary<Policy> = fc
  .record({
    narrower: narrowerDims(ORGS, 3),
    wide: fc.record(
      {
        actions: fc.subarray(['see' as const, 'process' as const, 'contact' as const], { minLength: 1 }),
        purposes: fc.subarray(['reading' as const, 'marketing' as const, 'support' as const]),
        objectKinds: fc.subarray(['post' as const, 'attribute' as const, 'message' as const]),
        labels: fc.subarray([...LABELS]),
      },
      { requiredKeys: [] },
    ),
    unless: unlessSome(KEYS),
    from: fc.constantFrom(0, 0, 0, NOW, NOW + 5 * HOUR),
    until: fc.constantFrom(FOREVER, FOREVER, NOW + 5 * HOUR, NOW + 9 * HOUR),
  })
  .map(({ narrower, wide, ...rest }) => ({ id: 'p' as PolicyId, ...rest, ...wide, ...narrower }));

const question: fc.Arbitrary<Question> = fc
  .record({
    action: fc.constantFrom('see' as const, 'process' as const, 'contact' as const),
    purpose: fc.constantFrom('reading' as const, 'marketing' as const, 'support' as const),
    at: fc.nat({ max: 23 }).map((hour) => NOW + hour * HOUR),
    as: acting(ORGS, 1),
  })
  .map(({ as, ...rest }) => ({ ...rest, ...as }));

const object: fc.Arbitrary<ObjectFacts> = fc
  .record({
    kind: fc.constantFrom('post' as const, 'attribute' as const, 'message' as const),
    owner: fc.constantFrom('o' as ActorId, ...ORGS),
    label: fc.constantFrom(...LABELS),
    more: fc.record(
      {
        attribute: fc.constantFrom(...ATTRIBUTES_MET),
        conversation: origin,
        since: fc.constantFrom(NOW, NOW - DAY_MS, NOW - 4 * DAY_MS),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ more, ...rest }) => ({
    ...rest,
    ...more,
    id: 'x' as ObjectId,
    ownerSuspensions: [],
    ownerLockdowns: [],
    grants: [],
    within: [],
  }));

const viewer = fc
  .subarray(KEYS.slice(0, 3))
  .map((held) =>
    viewerFacts(
      { id: 'v' as ActorId, kind: 'persona' },
      { ties: new Map(held.map((key) => [key, [{ from: 0, until: FOREVER }]])) },
    ),
  );

const lists = fc.array(policy, { maxLength: 40, size: 'max' });
const asked = fc.array(fc.tuple(question, object, viewer), { minLength: 20, maxLength: 40 });

describe('policies by class', () => {
  it('forbid what they forbid one by one', () => {
    const verdicts = [0, 0];
    fc.assert(
      fc.property(lists, asked, (policies, questions) => {
        for (const [q, o, v] of questions) {
          const facts: Facts = { viewer: v, object: o, network: { highestLabel: 'trade-secret', policies } };
          const found = policies.some((one) => forbids(one, q, facts));
          assert.equal(isForbidden(q, facts), found);
          // Again, from what is kept.
          assert.equal(isForbidden(q, facts), found);
          verdicts[found ? 1 : 0] = (verdicts[found ? 1 : 0] ?? 0) + 1;
        }
      }),
      { seed: 20_260_401, numRuns: 400 },
    );
    const [free = 0, forbidden = 0] = verdicts;
    assert.ok(free > 2000 && forbidden > 2000, `${free} free, ${forbidden} forbidden`);
  });

  it('hang on no set but those that they name as exempting', () => {
    fc.assert(
      fc.property(lists, asked, (policies, questions) => {
        for (const [q, o, v] of questions) {
          const facts: Facts = { viewer: v, object: o, network: { highestLabel: 'trade-secret', policies } };
          const named = exemptingKeys(q, facts);
          const ties = new Map([...v.ties].filter(([key]) => named.includes(key)));
          const verdict = isForbidden(q, { ...facts, viewer: { ...v, ties } });
          assert.equal(verdict, isForbidden(q, facts));
        }
      }),
      { seed: 20_260_402, numRuns: 100 },
    );
  });

  it('answer words of another build', () => {
    const odd = { action: 'fly', purpose: 'reading', at: NOW } as unknown as Question;
    const o: ObjectFacts = { ...fc.sample(object, { numRuns: 1, seed: 1 })[0] } as ObjectFacts;
    const facts = (policies: Policy[]): Facts => ({
      viewer: viewerFacts(null),
      object: { ...o, kind: 'planet' as 'post', label: 'odd' as 'public' },
      network: { highestLabel: 'public', policies },
    });
    const any = { id: 'p' as PolicyId, from: 0, until: FOREVER, unless: [] };
    assert.equal(isForbidden(odd, facts([any])), true);
    assert.equal(isForbidden(odd, facts([{ ...any, actions: ['see'] }])), false);
  });
});
