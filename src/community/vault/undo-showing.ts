import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { undoTouched } from '../decisions/undo-touched.ts';
import { decidedAnew, loadUndoable } from '../decisions/undoable.ts';
import type { PersonaRef } from '../personas/persona.ts';
import type { OpenAccount } from './account-rows.ts';
import { dropForgotten, type KeptAttribute, keptFor } from './attribute-rows.ts';
import { badgeBasis } from './badge-basis.ts';
import { behindPersona } from './behind-persona.ts';
import type { Bridge } from './bridge-transaction.ts';
import { noteShown, type ShownChange, type ShownCopy, shownBefore } from './shown-before.ts';
import { withdrawWithin } from './withdraw-disclosure.ts';
import { writeCopy } from './write-copy.ts';

type UndoDeps = Pick<Deps, 'store' | 'ids' | 'masterKey' | 'random'>;

/**
 * Undoes a decision about what this persona shows of its account's attributes: copies that it made are deleted, those
 * that it deleted or made otherwise are written anew from the vault, under the ids that they had, and the grants on them
 * given again. A copy says what it said: where the value was edited since, nothing is undone.
 * @returns the id of the decision that this is
 */
export async function undoShowing(
  deps: UndoDeps,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<string>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const undoable = await bridge.community((db) => loadUndoable(db, persona.network, persona.id, id, at));
    if (!undoable.ok) return undoable;
    const changes = (await bridge.vault((db) => shownBefore(db, account, id))) ?? [];
    const copies = await copiesNow(bridge, account, persona);
    const kept = await bridge.vault((db) => keptFor(db, account, persona.network));
    const undone: ShownChange[] = [];
    for (const change of changes) {
      const { attribute, after, before, written } = change;
      const now = copies.get(attribute);
      if (now !== undefined && now !== after?.copy) return decidedAnew;
      if (before === null) {
        await withdrawWithin(bridge, account.id, persona, { attribute }, at);
        undone.push({ attribute, written, stale: false, before: after, after: null });
        continue;
      }
      const own = kept.find((one) => one.id === attribute);
      const back = await writeBack(deps, bridge, account, persona, change, before, own, at);
      if (!back.ok) return back;
      if (back.value) undone.push({ attribute, written, stale: false, before: after, after: before });
    }
    const noted = await bridge.community((db) => undoTouched(deps, db, viewer, undoable.value, at));
    if (!noted.ok) return noted;
    const note = { persona: persona.id, decision: noted.value, changes: undone };
    await bridge.vault(async (db) => {
      await noteShown(deps, db, account, note, at);
      await dropForgotten(db, account.id);
    });
    return noted;
  });
}

/** @returns false where the attribute or what a badge stood on is gone, and nothing of it is shown */
async function writeBack(
  deps: UndoDeps,
  bridge: Bridge,
  account: OpenAccount,
  persona: PersonaRef,
  { after, stale, written }: ShownChange,
  { copy, precision }: ShownCopy,
  own: KeptAttribute | undefined,
  at: Instant,
): Promise<Result<boolean>> {
  const value = own?.value ?? null;
  if (own === undefined || value === null) return after === null ? ok(false) : edited;
  if (stale || own.updatedAt !== written) return edited;
  const badge = own.badge && (await badgeBasis(bridge, account, persona, own.badge.organisation, at));
  if (own.badge !== null && badge === null) return after === null ? ok(false) : decidedAnew;
  const { id, kind } = own;
  const attribute = { id, kind, value };
  const back = await writeCopy(deps, bridge, account.id, persona, attribute, { precision, badge, copy }, at);
  return back.ok ? ok(true) : edited;
}

const edited = refuse({
  kind: 'conflict',
  says: 'Something of this was edited or deleted since it was shown so; show it anew instead.',
});

/** Which copy the persona has of which attribute. */
async function copiesNow(
  bridge: Bridge,
  { id: account }: OpenAccount,
  { network, id }: PersonaRef,
): Promise<ReadonlyMap<string, string>> {
  const rows = await bridge.vault((db) =>
    db
      .selectFrom('vault.disclosed')
      .select(['attribute_id', 'disclosure_id'])
      .where('account_id', '=', account)
      .where('network_id', '=', network)
      .where('persona_id', '=', id)
      .execute(),
  );
  return new Map(rows.map((row) => [row.attribute_id, row.disclosure_id]));
}
