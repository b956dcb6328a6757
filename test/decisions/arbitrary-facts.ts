import fc from 'fast-check';
import { canonical, type Key, NO_ONE } from '../../src/privacy/audience.ts';
import type { Conditions } from '../../src/privacy/conditions.ts';
import {
  type Facts,
  type ObjectFacts,
  type Policy,
  type Question,
  viewerFacts,
} from '../../src/privacy/facts.ts';
import type { Grant } from '../../src/privacy/grant.ts';
import type { Purpose } from '../../src/privacy/purposes.ts';
import {
  ACTIONS,
  ACTOR_KINDS,
  type Action,
  type ActorId,
  FOREVER,
  type Interval,
  LABELS,
  type Label,
  OBJECT_KINDS,
} from '../../src/privacy/words.ts';

import { narrowerDims } from './arbitrary-policies.ts';

/** Small, crowded facts: few times, sets and actors, so that what may interact does. */

/** Times go from 0 to 9; the sets are few. */
export const TIMES = 10;
export const SETS = [
  'network',
  'circle:c',
  'circle:d',
  'connections:o',
  'space:s',
  'conversation:t:0',
  'staff:a',
  'staff:a:sales',
] as Key[];
const SPOKEN_OF = [...SETS, ...SETS, 'everyone', 'signed-in', 'persona:v', 'persona:w'] as Key[];

const time = fc.nat({ max: TIMES - 1 });

/** Half open, some without an end, some empty. */
export const interval: fc.Arbitrary<Interval> = fc
  .tuple(time, fc.option(fc.nat({ max: 5 }), { nil: FOREVER }))
  .map(([from, length]) => ({ from, until: from + length }));

const mostlySee: fc.Arbitrary<Action> = fc.oneof(
  { weight: 8, arbitrary: fc.constant('see' as const) },
  fc.constantFrom(...ACTIONS),
);
const mostlyReading: fc.Arbitrary<Purpose> = fc.oneof(
  { weight: 12, arbitrary: fc.constant('reading' as const) },
  fc.constantFrom<Purpose>('marketing', 'offer-targeting', 'human-resources', 'recruitment-screening'),
);

export const question: fc.Arbitrary<Question> = fc.record({
  action: mostlySee,
  purpose: mostlyReading,
  at: fc.oneof(time, fc.constantFrom(7, 8, 9)),
});

const keys = (max: number) => fc.array(fc.constantFrom(...SPOKEN_OF), { maxLength: max });

const audience = fc
  .tuple(fc.array(keys(3), { minLength: 1, maxLength: 4 }), fc.oneof(fc.constant<Key[]>([]), keys(2)))
  .map(([terms, except]) => canonical(terms, except) ?? NO_ONE);

const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  fc.record(
    {
      actorKinds: fc.subarray([...ACTOR_KINDS]),
      hours: fc.record({ from: fc.nat({ max: 2 }), until: fc.nat({ max: 2 }) }),
      mutual: fc.nat({ max: 2 }),
    },
    { requiredKeys: [] },
  ),
);

const grant: fc.Arbitrary<Grant> = fc
  .record({
    id: fc.constantFrom('g1', 'g2', 'g3') as fc.Arbitrary<Grant['id']>,
    audience,
    actions: fc.oneof(
      { weight: 3, arbitrary: fc.constant([...ACTIONS]) },
      fc.uniqueArray(mostlySee, { minLength: 1, maxLength: 3 }),
    ),
    purpose: mostlyReading,
    conditions,
    span: fc.oneof(
      { weight: 3, arbitrary: fc.nat({ max: 4 }).map((from) => ({ from, until: FOREVER })) },
      interval,
    ),
  })
  .map(({ span, ...rest }) => ({ ...rest, ...span, excludingSince: span.from, reviewBy: FOREVER }));

const object = (within: fc.Arbitrary<ObjectFacts[]>): fc.Arbitrary<ObjectFacts> =>
  fc.record({
    kind: fc.constantFrom(...OBJECT_KINDS),
    id: fc.constantFrom('p', 'q') as fc.Arbitrary<ObjectFacts['id']>,
    owner: fc.constantFrom('o', 'o', 'o', 'o', 'o', 'u', 'u', 'v') as fc.Arbitrary<ActorId>,
    ownerSuspensions: rarely(interval),
    ownerLockdowns: rarely(
      fc
        .tuple(interval, fc.constantFrom(null, 1), fc.boolean())
        .map(([span, newerThanDays, strangers]) => ({ ...span, newerThanDays, strangers })),
    ),
    label: fc.constantFrom<Label>('public', 'public', 'public', 'public', 'internal', 'confidential'),
    grants: fc.oneof(fc.array(grant, { minLength: 1, maxLength: 3 }), fc.array(grant, { maxLength: 1 })),
    within,
  });

const policy: fc.Arbitrary<Policy> = fc
  .record({
    id: fc.constant('policy') as fc.Arbitrary<Policy['id']>,
    span: interval,
    unless: keys(2),
    narrowing: fc.record(
      { actions: fc.subarray([...ACTIONS]), labels: fc.subarray([...LABELS]) },
      { requiredKeys: [] },
    ),
    narrower: narrowerDims(['o', 'a'] as ActorId[], 2),
  })
  .map(({ span, narrowing, narrower, ...rest }) => ({ ...rest, ...narrowing, ...narrower, ...span }));

function rarely<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof({ weight: 14, arbitrary: fc.constant<T[]>([]) }, fc.array(one, { maxLength: 2 }));
}

const member: Interval = { from: 0, until: FOREVER };

const viewer = fc
  .record({
    kind: fc.option(fc.constantFrom(...ACTOR_KINDS), { freq: 9 }),
    ties: fc.dictionary(fc.constantFrom(...SETS), fc.array(interval, { maxLength: 2 })),
    isMember: fc.boolean(),
    blocks: rarely(interval),
    mutual: fc.nat({ max: 2 }),
    acquainted: fc.boolean(),
    suspensions: rarely(interval),
  })
  .map(({ kind, ties, isMember, blocks, mutual, acquainted, suspensions }) => {
    const held = Object.entries(ties) as [Key, Interval[]][];
    const o = 'o' as ActorId;
    return viewerFacts(kind === null ? null : { id: 'v' as ActorId, kind }, {
      ties: new Map(kind === null ? [] : isMember ? [...held, ['network' as Key, [member]]] : held),
      blocks: new Map(blocks.length === 0 ? [] : [[o, blocks]]),
      mutual: new Map([[o, mutual]]),
      acquainted: new Set(acquainted ? [o] : []),
      suspensions,
    });
  });

/** Facts about one viewer and one object, as deep as threads go. */
export const facts: fc.Arbitrary<Facts> = fc.record({
  viewer,
  object: object(rarely(object(rarely(object(fc.constant([])))))),
  network: fc.record({
    highestLabel: fc.constantFrom(...LABELS, 'trade-secret', 'confidential'),
    policies: rarely(policy),
  }),
});
