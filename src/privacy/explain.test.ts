import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { facts, interval, question, SETS, TIMES } from '../../test/decisions/arbitrary-facts.ts';
import { atomOf, type Key, NETWORK } from './audience.ts';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { type Facts, viewerFacts } from './facts.ts';
import type { Grant } from './grant.ts';
import { type ActorId, DAY_MS, FOREVER, type Interval, type ObjectId } from './words.ts';

/** The facts with the viewer in these sets so, and in the others as before. */
function holding(known: Facts, held: ReadonlyMap<Key, readonly Interval[]>): Facts {
  return { ...known, viewer: { ...known.viewer, ties: new Map([...known.viewer.ties, ...held]) } };
}

/** Every way of having been in a set once. */
const WAYS: readonly (readonly Interval[])[] = [
  [],
  // For long enough to be no newcomer, whom a lockdown may shut out.
  [{ from: -1000 * DAY_MS, until: FOREVER }],
  ...Array.from({ length: TIMES }, (_, from) =>
    [...Array.from({ length: TIMES - from }, (_, i) => from + i + 1), FOREVER].map((until) => [
      { from, until },
    ]),
  ).flat(),
];

/**
 * A question about somebody, and one or two sets that they may be in: mostly such that it matters at first sight
 * whether they are.
 */
const openQuestion = fc
  .tuple(question, facts, fc.uniqueArray(fc.constantFrom(...SETS), { minLength: 1, maxLength: 2 }), fc.nat(9))
  .filter(([q, known, sets, luck]) => {
    const all = new Map(sets.map((key) => [key, [{ from: 0, until: FOREVER }]]));
    const none = new Map(sets.map((key) => [key, []]));
    const differs = decide(q, holding(known, all)).allowed !== decide(q, holding(known, none)).allowed;
    return known.viewer.actor !== null && (differs || luck === 0);
  });

const toEveryone = { any: [['everyone' as Key]], except: [] };
const toCircles: Grant = {
  id: 'g' as Grant['id'],
  audience: toEveryone,
  actions: ['see'],
  purpose: 'reading',
  conditions: {},
  from: 0,
  until: FOREVER,
  excludingSince: 0,
  reviewBy: FOREVER,
};
/** A member of the network before a thing of somebody else's. */
const stranger: Facts = {
  viewer: viewerFacts(
    { id: 'v' as ActorId, kind: 'persona' },
    { ties: new Map([[NETWORK, [{ from: 0, until: FOREVER }]]]) },
  ),
  object: {
    kind: 'post',
    id: 'p' as ObjectId,
    owner: 'o' as ActorId,
    ownerSuspensions: [],
    ownerLockdowns: [],
    label: 'public',
    grants: [],
    within: [],
  },
  network: { highestLabel: 'public', policies: [] },
};

describe('explain', () => {
  it('agrees with decide where nothing is unknown', () => {
    fc.assert(
      fc.property(question, facts, (q, f) => {
        const told = explain(q, f);
        assert.deepEqual(told.decision, decide(q, f));
        assert.equal(told.verdict, told.decision.allowed ? 'allowed' : 'denied');
        assert.deepEqual(told.dependsOn, []);
        if (told.decision.allowed) assert.ok(told.steps.every((step) => step.passed));
        else assert.equal(told.steps.find((step) => !step.passed)?.because, told.decision.because);
        const by = told.decision.allowed ? told.decision.by : undefined;
        if (by !== undefined) assert.equal(told.grant?.id ?? 'owner', by);
        if (told.grant !== null) assert.ok(told.through.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  it('says the same whatever the truth about unknown sets', () => {
    const truth = fc.dictionary(fc.constantFrom(...SETS), fc.array(interval, { maxLength: 2 }));
    fc.assert(
      fc.property(question, facts, truth, fc.subarray(SETS), (q, f, ties, hidden) => {
        const unknown = new Set(hidden);
        const other = new Map(
          (Object.entries(ties) as [Key, Interval[]][]).filter(([key]) => unknown.has(key)),
        );
        assert.deepEqual(explain(q, holding(f, other), unknown), explain(q, f, unknown));
      }),
      { numRuns: 2000 },
    );
  });

  it('says that it depends exactly where some truth about the unknown sets would change it', () => {
    let depends = 0;
    fc.assert(
      fc.property(openQuestion, ([q, f, hidden]) => {
        const verdicts = new Set<boolean>();
        for (const first of WAYS) {
          for (const second of hidden.length > 1 ? WAYS : [[]]) {
            const held = new Map([[hidden[0] as Key, first]]);
            if (hidden[1] !== undefined) held.set(hidden[1], second);
            verdicts.add(decide(q, holding(f, held)).allowed);
          }
        }
        const told = explain(q, f, new Set(hidden));
        assert.equal(told.verdict === 'depends', verdicts.size === 2);
        if (verdicts.size === 2) depends++;
        else assert.equal(told.verdict, verdicts.has(true) ? 'allowed' : 'denied');
      }),
      { numRuns: 150 },
    );
    assert.ok(depends >= 15, `${depends} of 150 depended`);
  });

  it('names the sets that matter, and no others', () => {
    fc.assert(
      fc.property(openQuestion, ([q, f, hidden]) => {
        const told = explain(q, f, new Set(hidden));
        for (const key of hidden) {
          const other = hidden.find((k) => k !== key);
          const matters = (other === undefined ? [[]] : WAYS).some((fixed) => {
            const verdicts = WAYS.map((way) => {
              const held = new Map([[key, way]]);
              if (other !== undefined) held.set(other, fixed);
              return decide(q, holding(f, held)).allowed;
            });
            return new Set(verdicts).size === 2;
          });
          const named = told.dependsOn.some((atom) => JSON.stringify(atom) === JSON.stringify(atomOf(key)));
          assert.equal(named, matters, key);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('names every set it is asked about where there are too many to try', () => {
    const circles = Array.from({ length: 20 }, (_, n) => `circle:${n}` as Key);
    const to = (keys: readonly Key[]) => ({ any: keys.map((key) => [key]), except: [] });
    const grant = { ...toCircles, audience: to(circles) };
    const many = { ...stranger, object: { ...stranger.object, grants: [grant] } };
    const q = { action: 'see', purpose: 'reading', at: 5 } as const;
    const told = explain(q, many, new Set([...circles, 'circle:elsewhere' as Key]));
    assert.equal(told.verdict, 'depends');
    assert.equal(told.dependsOn.length, circles.length);
    // Of what isn't granted now nothing depends on them, however many.
    const ended = { ...many, object: { ...many.object, grants: [{ ...grant, until: 5 }] } };
    assert.equal(explain(q, ended, new Set(circles)).verdict, 'denied');
  });

  it('hangs on the sets of ancestors, and of those whom a policy exempts', () => {
    const q = { action: 'see', purpose: 'reading', at: 5 } as const;
    const open = { ...stranger.object, grants: [{ ...toCircles, audience: toEveryone }] };
    const [hidden] = SETS.filter((key) => key.startsWith('circle:'));
    const under = { ...open, grants: [{ ...toCircles, audience: { any: [[hidden as Key]], except: [] } }] };
    const unknown = new Set([hidden as Key]);
    assert.equal(
      explain(q, { ...stranger, object: { ...open, within: [under] } }, unknown).verdict,
      'depends',
    );
    const policy = { id: 'policy' as never, unless: [hidden as Key], from: 0, until: FOREVER };
    const ruled = { ...stranger, object: open, network: { ...stranger.network, policies: [policy] } };
    assert.equal(explain(q, ruled, unknown).verdict, 'depends');
    assert.equal(explain(q, { ...ruled, object: open }, new Set()).verdict, 'denied');
  });
});
