import { toRead } from '../../privacy/decide.ts';
import type { Policy } from '../../privacy/facts.ts';
import type { Instant, ObjectKind } from '../../privacy/words.ts';
import { ALL_HOURS, hoursRuledOut, someThing } from './asked.ts';

/** What people read for themselves. */
const READ: readonly ObjectKind[] = ['presence', 'post', 'message', 'resource'];

/** Why what locks everyone out is refused, in words that fit after the name of the field. */
export const lockOutText = (kinds: readonly ObjectKind[]): string =>
  `would lock everyone out: no member could read any ${kinds.join(' or ')} any more, at any hour`;

/**
 * What nobody could read any more, at any hour, of the most harmless there is, but who holds a seat as an expert: policies
 * that shut out everybody are a mistake, whoever signs them.
 */
export const lockedOutOf = (policies: readonly Policy[], at: Instant): readonly ObjectKind[] =>
  READ.filter((kind) => hoursRuledOut(policies, toRead(at), someThing(kind)) === ALL_HOURS);
