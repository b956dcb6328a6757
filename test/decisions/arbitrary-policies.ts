import fc from 'fast-check';
import type { Key } from '../../src/privacy/audience.ts';
import { ATTRIBUTE_KINDS } from '../../src/privacy/disclosure.ts';
import type { Acting, Days, Policy } from '../../src/privacy/facts.ts';
import {
  type ActorId,
  CAPACITIES,
  CONVERSATION_ORIGINS,
  type ConversationOrigin,
  FOREVER,
  LAWFUL_BASES,
} from '../../src/privacy/words.ts';

/** What policies of organisations speak of besides actions, purposes, kinds and labels, crowded so that they meet questions. */

/** A few capacities, kinds and so on, so that policies and questions share them. */
const CAPACITIES_MET = CAPACITIES.filter((one) =>
  ['marketing', 'support', 'service', 'person'].includes(one),
);
const BASES_MET = LAWFUL_BASES.slice(0, 3);
export const ATTRIBUTES_MET = ATTRIBUTE_KINDS.filter((one) => ['phone', 'email', 'birth-date'].includes(one));

const days: fc.Arbitrary<Days> = fc
  .tuple(fc.constantFrom(0, 0, 1, 3), fc.constantFrom(1, 2, 4, FOREVER, FOREVER))
  .map(([from, length]) => ({ from, until: from + length }));

const retention: fc.Arbitrary<Days> = fc
  .tuple(fc.constantFrom(0, 31), fc.constantFrom(30, 365, FOREVER))
  .map(([from, until]) => ({ from, until }));

/** By quarters of the day; some all day. */
const hours = fc
  .subarray([0x3f, 0x3f << 6, 0x3f << 12, 0x3f << 18], { minLength: 1 })
  .map((quarters) => quarters.reduce((sum, one) => sum | one, 0));

const DIMS = [
  'binds',
  'capacities',
  'attributes',
  'conversations',
  'bases',
  'hours',
  'age',
  'retention',
] as const;
type Dims = Pick<Policy, (typeof DIMS)[number]>;

/** So many of the dimensions at most. */
export const narrowerDims = (organisations: readonly ActorId[], most: number): fc.Arbitrary<Dims> =>
  fc
    .tuple(
      fc.record({
        binds: fc.constantFrom(...organisations),
        capacities: fc.subarray(CAPACITIES_MET, { minLength: 1 }),
        attributes: fc.subarray(ATTRIBUTES_MET, { minLength: 1 }),
        conversations: fc.subarray([...CONVERSATION_ORIGINS], { minLength: 1 }),
        bases: fc.subarray(BASES_MET, { minLength: 1 }),
        hours,
        age: days,
        retention,
      }),
      fc.subarray([...DIMS], { maxLength: most }),
    )
    .map(([all, kept]) => Object.fromEntries(kept.map((dim) => [dim, all[dim]])) as Dims);

/** Mostly the person themselves. */
export const acting = (organisations: readonly ActorId[], persons: number): fc.Arbitrary<{ as?: Acting }> =>
  fc.oneof(
    { weight: persons, arbitrary: fc.constant({}) },
    fc
      .record(
        {
          organisation: fc.constantFrom(...organisations),
          capacity: fc.constantFrom<Acting['capacity']>('marketing', 'support', 'service'),
          basis: fc.constantFrom(...BASES_MET),
          retentionDays: fc.constantFrom(1, 30, 31, 400),
        },
        { requiredKeys: ['organisation', 'capacity'] },
      )
      .map((as) => ({ as })),
  );

export const origin: fc.Arbitrary<ConversationOrigin> = fc.constantFrom(...CONVERSATION_ORIGINS);

/** Keys that policies exempt, in whatever facts they are asked of. */
export const unlessSome = (keys: readonly Key[]): fc.Arbitrary<Policy['unless']> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    fc.uniqueArray(fc.constantFrom(...keys), { maxLength: 2 }),
  );
