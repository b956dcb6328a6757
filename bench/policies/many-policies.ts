import { NETWORK, staffKey } from '../../src/privacy/audience.ts';
import { ATTRIBUTE_KINDS } from '../../src/privacy/disclosure.ts';
import type { Policy } from '../../src/privacy/facts.ts';
import { ENGAGEMENT_PURPOSES } from '../../src/privacy/purposes.ts';
import {
  type ActorId,
  FOREVER,
  FUNCTIONS,
  LAWFUL_BASES,
  type PolicyId,
  type PolicyTextId,
} from '../../src/privacy/words.ts';
import { dice } from '../dice.ts';

/** Organisations with policies of their own. */
export const ORGANISATIONS = Array.from({ length: 40 }, (_, n) => idOf<ActorId>(1000 + n));

/** The same for the same number. */
function idOf<Id extends string>(n: number): Id {
  return `0190a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Id;
}

/**
 * So many policies as networks with many organisations have them: seven of ten are an organisation's own, about what its
 * functions and services do; three are about reading, by label and kind, most of them with exceptions.
 */
export function manyPolicies(count: number): readonly Policy[] {
  const { roll } = dice(20_261_129);
  const one = <T>(of: readonly T[]): T => of[roll(of.length)] as T;
  const own = (): Partial<Policy> => {
    const binds = one(ORGANISATIONS);
    const fn = one(FUNCTIONS);
    switch (roll(5)) {
      case 0:
        return { binds, capacities: [fn], actions: ['contact', 'request-contact'], hours: 0x3f << roll(18) };
      case 1:
        return {
          binds,
          capacities: [fn],
          actions: ['see'],
          attributes: [one(ATTRIBUTE_KINDS)],
          age: { from: 30, until: FOREVER },
        };
      case 2:
        return { binds, capacities: ['service'], actions: ['process'], purposes: [one(ENGAGEMENT_PURPOSES)] };
      case 3:
        return {
          binds,
          actions: ['process'],
          bases: [one(LAWFUL_BASES)],
          retention: { from: 30 * (1 + roll(12)), until: FOREVER },
        };
      default:
        return {
          binds,
          capacities: [fn],
          attributes: [one(ATTRIBUTE_KINDS)],
          conversations: ['organisation', 'none'],
        };
    }
  };
  const reading = (): Partial<Policy> => {
    const unless = [staffKey(one(ORGANISATIONS), one(FUNCTIONS))];
    switch (roll(4)) {
      case 0:
        return { objectKinds: [one(['post', 'resource'] as const)], labels: ['trade-secret'], unless };
      case 1:
        return {
          actions: ['reshare', 'quote'],
          labels: [one(['internal', 'confidential'] as const)],
          unless,
        };
      case 2:
        return { capacities: ['person'], actions: ['see'], objectKinds: ['post'], unless: [NETWORK] };
      default:
        return {
          actions: ['download'],
          objectKinds: ['resource'],
          labels: ['confidential'],
          hours: 0x3f << roll(18),
          unless,
        };
    }
  };
  return Array.from({ length: count }, (_, n) => ({
    id: idOf<PolicyId>(n),
    source: idOf<PolicyTextId>(5000 + (n >> 3)),
    version: 1,
    clause: `clause ${n % 8}`,
    unless: [],
    from: 0,
    until: FOREVER,
    ...(n % 10 < 7 ? own() : reading()),
  }));
}
