import { toRead } from '../../privacy/decide.ts';
import type { Policy } from '../../privacy/facts.ts';
import { someThing } from '../../privacy/some-thing.ts';
import { DAY_MS, type Instant, type ObjectKind } from '../../privacy/words.ts';
import { ALL_HOURS, hoursRuledOut } from './asked.ts';

/** What people read for themselves. */
const READ: readonly ObjectKind[] = ['presence', 'post', 'message', 'resource'];

/** Why what locks everyone out is refused, in words that fit after the name of the field. */
export const lockOutText = (kinds: readonly ObjectKind[]): string =>
  `would lock everyone out: no member could read any ${kinds.join(' or ')} any more, at any hour`;

/**
 * What nobody could read any more, at any hour and however old it is, of the most harmless there is, but who holds a seat as
 * an expert: policies that shut out everybody are a mistake, whoever signs them. That what is old, or new, is left alone
 * shuts out nobody.
 */
export function lockedOutOf(policies: readonly Policy[], at: Instant): readonly ObjectKind[] {
  const ages = new Set([
    0,
    ...policies.flatMap(({ age }) => (age === undefined ? [] : [age.from, age.until])),
  ]);
  // From the midnight on at which it is asked, so that all day long it is so old.
  const midnight = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
  const things = (kind: ObjectKind) => [
    someThing(kind),
    ...[...ages].filter(Number.isFinite).map((days) => someThing(kind, { since: midnight - days * DAY_MS })),
  ];
  // Of what everybody is there is no age.
  const asked = (kind: ObjectKind) => (kind === 'presence' ? [someThing(kind)] : things(kind));
  return READ.filter((kind) =>
    asked(kind).every((thing) => hoursRuledOut(policies, toRead(at), thing) === ALL_HOURS),
  );
}
