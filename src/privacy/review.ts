import { type Audience, EVERYONE, type Key, NETWORK, personaKey, SIGNED_IN } from './audience.ts';
import type { AttributeKind } from './disclosure.ts';
import type { Purpose } from './purposes.ts';
import { type ActorId, DAY_MS, FOREVER, type ObjectKind } from './words.ts';

/**
 * When members are asked again about what they granted. Nothing widens by itself: what isn't carried forward by the date
 * of its review ends.
 */
const YEAR_MS = 365 * DAY_MS;
const HALF_A_YEAR_MS = 183 * DAY_MS;

/** How long before its date a grant stands in the check-up. */
export const DUE_BEFORE_MS = 30 * DAY_MS;
/** How long before it ends its owner was told of the check-up at the latest. */
export const TOLD_BEFORE_MS = 7 * DAY_MS;

/** By what somebody is harmed, stalked or taken for somebody else; and what nobody can know what it is. */
const SENSITIVE: readonly AttributeKind[] = ['birth-date', 'address', 'email', 'phone', 'gender', 'other'];

/** What a grant is by which its owner is asked sooner or later. */
export interface Sensitivity {
  readonly kind: ObjectKind;
  readonly purpose: Purpose;
  readonly audience: Audience;
  /** Of an attribute, which. */
  readonly attribute?: AttributeKind | null;
}

/**
 * How long a grant goes on until its owner is asked again, unless they say otherwise: half a year where it isn't for
 * reading, or shows an attribute that is sensitive; a year for other attributes, and where people are named; three years
 * where everybody may see it, about which nothing is secret; two for everything between.
 * @returns milliseconds
 */
export function reviewAfter({ kind, purpose, audience, attribute = null }: Sensitivity): number {
  // Who was in a conversation has what was said in it, as with letters.
  if (kind === 'message') return FOREVER;
  if (purpose !== 'reading') return HALF_A_YEAR_MS;
  if (attribute !== null && SENSITIVE.includes(attribute)) return HALF_A_YEAR_MS;
  if (kind === 'attribute' || kind === 'attributes') return YEAR_MS;
  const person = personaKey('' as ActorId);
  if (audience.any.some((term) => term.some((key) => key.startsWith(person)))) return YEAR_MS;
  return audience.any.some((term) => term.every(isWide)) ? 3 * YEAR_MS : 2 * YEAR_MS;
}

const isWide = (key: Key): boolean => key === NETWORK || key === SIGNED_IN || key === EVERYONE;
