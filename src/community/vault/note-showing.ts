import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { OpenAccount } from './account-rows.ts';
import type { Bridge } from './bridge-transaction.ts';
import type { AttributeView } from './list-attributes.ts';
import { noteShown, type ShownChange, type ShownCopy } from './shown-before.ts';

/** What becomes of an attribute, as it was seen before. */
export const shownChange = (
  { id, updatedAt, disclosure }: AttributeView,
  after: ShownCopy | null,
): ShownChange => ({
  attribute: id,
  written: updatedAt,
  stale: disclosure?.stale ?? false,
  before: disclosure === null ? null : { copy: disclosure.id, precision: disclosure.precision },
  after,
});

/** Notes that a member decided what a persona shows of their attributes, so that it can be undone. */
export async function noteShowing(
  deps: Pick<Deps, 'ids' | 'random'>,
  bridge: Bridge,
  account: OpenAccount,
  { network, id }: PersonaRef,
  changes: readonly ShownChange[],
  at: Instant,
): Promise<void> {
  if (changes.length === 0) return;
  const noted = { network, owner: id, kind: 'attributes', before: { is: 'shown' } } as const;
  const decision = await bridge.community((db) => noteDecision(db, deps, noted, at));
  await bridge.vault((db) => noteShown(deps, db, account, { persona: id, decision, changes }, at));
}
