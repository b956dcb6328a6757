import type { Acknowledgement, ConsentState } from '../../privacy/consents.ts';
import type { Instant, ObjectKind } from '../../privacy/words.ts';

/** What became of a consent over a thing, and whether the copy of an attribute is there still. */
interface Became {
  readonly state: ConsentState;
  readonly at: Instant;
  readonly kind: ObjectKind;
  readonly isShown: boolean | null;
}

/**
 * What acts by a consent at once: the rule asks the facts themselves, so it does from their first instant; a copy is
 * written, and deleted, in the transaction that says so.
 */
export function acknowledgedAtOnce({ state, at, kind, isShown }: Became): Acknowledgement[] {
  const rule: Acknowledgement = { part: 'rule', since: at };
  const isCopied = kind === 'attribute' && (isShown ?? false) === (state === 'given');
  return isCopied ? [rule, { part: 'copy', since: at }] : [rule];
}
