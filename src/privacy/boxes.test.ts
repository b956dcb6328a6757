import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Key } from './audience.ts';
import { type Box, narrows, overlap } from './boxes.ts';
import { type Facts, type Policy, type Question, viewerFacts } from './facts.ts';
import { forbids } from './forbids.ts';
import { type ActorId, DAY_MS, FOREVER, LABELS, LAWFUL_BASES, OBJECT_KINDS } from './words.ts';

const KEYS = ['staff:acme:marketing', 'signed-in', 'persona:ann'] as Key[];
const ORGANISATIONS = ['acme', 'bolt'] as ActorId[];
const CAPACITIES = ['marketing', 'sales', 'service', 'person'] as const;
const PURPOSES = ['reading', 'marketing', 'mining'] as const;
const ACTIONS = ['see', 'process', 'contact'] as const;

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
const days = fc
  .tuple(fc.constantFrom(0, 7, 30), fc.constantFrom(7, 30, 90, FOREVER))
  .map(([from, until]) => ({ from, until }));

const box = fc
  .record(
    {
      binds: fc.constantFrom(...ORGANISATIONS),
      capacities: some(CAPACITIES),
      actions: some(ACTIONS),
      purposes: some(PURPOSES),
      objectKinds: some(OBJECT_KINDS),
      labels: some(LABELS),
      attributes: some(['phone', 'email'] as const),
      conversations: some(['member', 'none'] as const),
      bases: some(LAWFUL_BASES),
      hours: fc.constantFrom(0xff, 0xff00, 0xffffff, 1 << 12),
      age: days,
      retention: days,
      unless: fc.subarray(KEYS),
    },
    { requiredKeys: ['unless'] },
  )
  .map((one) => one as Box);

const facts = fc
  .record({
    actor: fc.constantFrom(null, 'ann', 'ben'),
    tied: fc.boolean(),
    kind: fc.constantFrom(...OBJECT_KINDS),
    owner: fc.constantFrom('acme', 'bolt', 'cleo'),
    label: fc.constantFrom(...LABELS),
    attribute: fc.constantFrom(undefined, 'phone', 'email', 'name'),
    conversation: fc.constantFrom(undefined, 'member', 'organisation'),
    age: fc.constantFrom(undefined, 0, 8, 31, 100),
    organisation: fc.constantFrom(undefined, 'acme', 'bolt', 'dune'),
    capacity: fc.constantFrom('marketing', 'sales', 'service'),
    basis: fc.constantFrom(...LAWFUL_BASES),
    retentionDays: fc.constantFrom(0, 8, 31, 100, FOREVER),
    action: fc.constantFrom(...ACTIONS),
    purpose: fc.constantFrom(...PURPOSES),
    hour: fc.integer({ min: 0, max: 23 }),
  })
  .map((one) => {
    const at = 1000 * DAY_MS + one.hour * 3_600_000;
    const { organisation, capacity, basis, retentionDays } = one;
    const as = organisation === undefined ? {} : { as: { organisation, capacity, basis, retentionDays } };
    const tie = new Map([[KEYS[0] as Key, [{ from: 0, until: FOREVER }]]]);
    return {
      question: { action: one.action, purpose: one.purpose, at, ...as } as Question,
      facts: {
        viewer: viewerFacts(one.actor === null ? null : { id: one.actor as ActorId, kind: 'persona' }, {
          ties: one.actor === null || !one.tied ? new Map() : tie,
        }),
        object: {
          kind: one.kind,
          id: 'thing',
          owner: one.owner,
          label: one.label,
          ...(one.kind === 'attribute' && one.attribute !== undefined ? { attribute: one.attribute } : {}),
          ...(one.conversation === undefined ? {} : { conversation: one.conversation }),
          ...(one.age === undefined ? {} : { since: at - one.age * DAY_MS }),
          ownerSuspensions: [],
          ownerLockdowns: [],
          grants: [],
          within: [],
        },
        network: { highestLabel: 'trade-secret', policies: [] },
      } as unknown as Facts,
    };
  });

const isForbidden = (boxes: readonly Box[], asked: { question: Question; facts: Facts }): boolean =>
  boxes.some((one) => forbids({ ...one, from: 0, until: FOREVER } as Policy, asked.question, asked.facts));

describe('what narrows', () => {
  it('lets nothing be that was forbidden before', () => {
    let held = 0;
    fc.assert(
      fc.property(
        fc.array(box, { minLength: 1, maxLength: 2 }),
        fc.array(box, { maxLength: 4 }),
        fc.array(facts, { minLength: 60, maxLength: 60 }),
        (before, after, asked) => {
          const whole = [...after, ...before.map(({ purposes: _, ...rest }) => rest)];
          for (const next of [after, whole, [...after, ...before]]) {
            if (!narrows(before, next)) continue;
            held++;
            for (const one of asked)
              if (isForbidden(before, one)) assert.ok(isForbidden(next, one), JSON.stringify(one));
          }
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(held > 150, `it held ${held} times`);
  });

  it('says no only where something is let go', () => {
    let found = 0;
    const plain = fc.record({
      purposes: some(PURPOSES),
      actions: some(ACTIONS),
      unless: fc.constant([] as Key[]),
    });
    const asked = PURPOSES.flatMap((purpose) => ACTIONS.map((action) => ({ purpose, action })));
    const [some1] = fc.sample(facts, 1);
    assert.ok(some1);
    fc.assert(
      fc.property(
        fc.array(plain, { minLength: 1, maxLength: 3 }),
        fc.array(plain, { maxLength: 4 }),
        (before, after) => {
          const letGo = asked.some((question) => {
            const one = { question: { ...question, at: 0 }, facts: some1.facts };
            return isForbidden(before, one) && !isForbidden(after, one);
          });
          found += letGo ? 1 : 0;
          assert.equal(narrows(before, after), !letGo);
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(found > 20);
  });

  it('puts pieces together, and takes exemptions and organisations for what they are', () => {
    const all: Box = { purposes: ['mining'], unless: [] };
    const public_: Box = { ...all, labels: ['internal'] };
    assert.ok(narrows([public_], [all]));
    assert.ok(!narrows([all], [public_]));
    const night: Box = { ...all, hours: 0xff00ff };
    const day: Box = { ...all, hours: 0xff00 };
    assert.ok(narrows([all], [night, day]));
    assert.ok(!narrows([all], [night]));
    assert.ok(!narrows([all], [{ ...all, unless: [KEYS[0] as Key] }]), 'an exemption widens');
    assert.ok(narrows([{ ...all, unless: [KEYS[0] as Key] }], [all]));
    const acme: Box = { ...all, binds: 'acme' as ActorId };
    assert.ok(narrows([acme], [all]));
    assert.ok(!narrows([all], [acme]));
    assert.ok(narrows([], [acme]), 'what was free may be forbidden');
    assert.ok(!narrows([acme], []));
    assert.ok(!narrows([{ capacities: ['person'], unless: [] }], []), 'persons are asked of as well');
    assert.ok(!narrows([{ unless: [] }], [{ capacities: ['service', 'marketing'], unless: [] }]));
    // Whoever asks as a person does so on consent: this speaks of nothing.
    assert.ok(narrows([{ capacities: ['person'], bases: ['contract'], unless: [] }], []));
  });

  it('sees what two have in common', () => {
    const mining: Box = { purposes: ['mining'], unless: [] };
    assert.ok(overlap(mining, { purposes: ['mining', 'reading'], labels: ['internal'], unless: [] }));
    assert.ok(!overlap(mining, { purposes: ['reading'], unless: [] }));
  });
});
