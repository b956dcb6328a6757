import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { atPrecision } from '../../privacy/disclosure.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { attributeValue } from '../attributes/value.ts';
import type { PersonaRef } from '../personas/persona.ts';
import { keptAttribute, rewriteAttribute } from './attribute-rows.ts';
import { behindPersona } from './behind-persona.ts';
import type { Bridge } from './bridge-transaction.ts';
import { type AttributeView, attributeView } from './list-attributes.ts';
import type { OpenAttribute } from './write-copy.ts';

type EditDeps = Pick<Deps, 'store' | 'masterKey' | 'random'>;

/**
 * Changes the value. The copy that this persona shows follows at once; copies of the account's other personas stay as
 * they were, since changing together would link them (P5), and are marked as stale to their owner alone.
 */
export async function editAttribute(
  deps: EditDeps,
  viewer: Viewer,
  id: string,
  given: string,
  at: Instant,
): Promise<Result<AttributeView>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const kept = await bridge.vault((db) => keptAttribute(db, account, persona.network, id));
    if (kept === null) return absent;
    if (kept.badge !== null) {
      return refuse({ kind: 'conflict', says: 'A badge is confirmed, not written; it can be taken anew.' });
    }
    const value = attributeValue(kept.kind, given);
    if (!value.ok) return value;
    await bridge.vault(async (db) => {
      await rewriteAttribute(deps, db, account, id, value.value, at);
      await db
        .updateTable('vault.disclosed')
        .set({ stale: true })
        .where('account_id', '=', account.id)
        .where('attribute_id', '=', id)
        .execute();
    });
    const renewed = await renewOwnCopy(bridge, account.id, persona, { ...kept, value: value.value }, at);
    if (!renewed.ok) return renewed;
    return ok(await attributeView(bridge, account, persona, id, at));
  });
}

/** Writes the new value, at the precision that was granted, into the copy of this persona, if it has one. */
async function renewOwnCopy(
  bridge: Bridge,
  account: string,
  { network, id }: PersonaRef,
  { id: attribute, kind, value }: OpenAttribute,
  at: Instant,
): Promise<Result<null>> {
  const copy = await bridge.vault((db) =>
    db
      .updateTable('vault.disclosed')
      .set({ stale: false, disclosed_at: timestamp(at) })
      .where('account_id', '=', account)
      .where('attribute_id', '=', attribute)
      .where('network_id', '=', network)
      .where('persona_id', '=', id)
      .returning(['disclosure_id', 'precision'])
      .executeTakeFirst(),
  );
  if (copy === undefined) return ok(null);
  const shown = atPrecision(kind, value, copy.precision, at);
  if (shown === null) {
    const says = `this can't be shown as "${copy.precision}", as you show it now; write it more clearly, or withdraw it first`;
    return refuse({ kind: 'invalid', field: 'value', says });
  }
  await bridge.community(async (db) => {
    await notePastCopies(db, network, sql`d.id = ${copy.disclosure_id}`, at);
    await db
      .updateTable('community.disclosure')
      .set({ value: shown, disclosed_at: timestamp(at) })
      .where('network_id', '=', network)
      .where('id', '=', copy.disclosure_id)
      .execute();
  });
  return ok(null);
}
