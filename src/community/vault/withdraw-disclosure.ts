import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { withdraw } from '../../store/grants.ts';
import { notePastCopies } from '../../store/past-copies.ts';
import type { Viewer } from '../../store/viewer.ts';
import { dropCopies } from '../conversations/drop-copies.ts';
import type { PersonaRef } from '../personas/persona.ts';
import { dropForgotten } from './attribute-rows.ts';
import { behindPersona } from './behind-persona.ts';
import type { Bridge } from './bridge-transaction.ts';
import { copyMark } from './copy-mark.ts';
import { attributeViews } from './list-attributes.ts';
import { noteShowing, shownChange } from './note-showing.ts';

type WithdrawDeps = Pick<Deps, 'store' | 'masterKey'>;

/** Which copy of the persona's: of an attribute, or by the copy's own id, under which others see it. */
type Which = { readonly attribute: string } | { readonly disclosure: ObjectId };

/** Withdraws what this persona shows of an attribute: the copy is deleted in this very transaction. */
export async function withdrawDisclosure(
  deps: WithdrawDeps & Pick<Deps, 'ids' | 'random'>,
  viewer: Viewer,
  which: Which,
  at: Instant,
): Promise<Result<null>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const before = (await attributeViews(bridge, account, persona, at)).find(({ id, disclosure }) =>
      'attribute' in which ? id === which.attribute : disclosure?.id === which.disclosure,
    );
    const withdrawn = await withdrawWithin(bridge, account.id, persona, which, at);
    if (!withdrawn) return absent;
    if (before !== undefined && before.disclosure !== null) {
      await noteShowing(deps, bridge, account, persona, [shownChange(before, null)], at);
    }
    await bridge.vault((db) => dropForgotten(db, account.id));
    return ok(null);
  });
}

/**
 * Deletes an attribute from the vault, and what this persona shows of it, in conversations as well. What other personas show stays until it is
 * withdrawn through them: vanishing together would link them (P5).
 */
export async function deleteAttribute(
  deps: WithdrawDeps,
  viewer: Viewer,
  id: string,
  at: Instant,
): Promise<Result<null>> {
  return behindPersona(deps, viewer, async (bridge, account, persona) => {
    const withdrawn = await withdrawWithin(bridge, account.id, persona, { attribute: id }, at);
    const inConversations = await bridge.community((db) =>
      dropCopies(db, persona.network, { owner: persona.id, mark: copyMark(account, persona.id, id) }, at),
    );
    const cleared = await bridge.vault(async (db) => {
      const rows = await db
        .updateTable('vault.attribute')
        .set({ value_sealed: null })
        .where('account_id', '=', account.id)
        .where('id', '=', id)
        .where('value_sealed', 'is not', null)
        // A badge of another network isn't there for this persona.
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('vault.badge as b')
                .select('b.attribute_id')
                .where('b.account_id', '=', account.id)
                .where('b.attribute_id', '=', id)
                .where('b.network_id', '<>', persona.network),
            ),
          ),
        )
        .returning('id')
        .execute();
      await db
        .updateTable('vault.disclosed')
        .set({ stale: true })
        .where('account_id', '=', account.id)
        .where('attribute_id', '=', id)
        .execute();
      await dropForgotten(db, account.id);
      return rows.length > 0;
    });
    return withdrawn || inConversations > 0 || cleared ? ok(null) : absent;
  });
}

/** @returns false where this persona shows nothing of it */
export async function withdrawWithin(
  bridge: Bridge,
  account: string,
  { network, id }: PersonaRef,
  which: Which,
  at: Instant,
): Promise<boolean> {
  const gone = await bridge.vault((db) => {
    const mine = db
      .deleteFrom('vault.disclosed')
      .where('account_id', '=', account)
      .where('network_id', '=', network)
      .where('persona_id', '=', id);
    const chosen =
      'attribute' in which
        ? mine.where('attribute_id', '=', which.attribute)
        : mine.where('disclosure_id', '=', which.disclosure);
    return chosen.returning('disclosure_id').executeTakeFirst();
  });
  if (gone === undefined) return false;
  const copy = gone.disclosure_id;
  await bridge.community(async (db) => {
    await withdraw(db, network, { kind: 'attribute', id: copy }, at);
    await notePastCopies(db, network, sql`d.id = ${copy}`, at);
    await db
      .deleteFrom('community.disclosure')
      .where('network_id', '=', network)
      .where('id', '=', copy)
      .execute();
  });
  return true;
}
