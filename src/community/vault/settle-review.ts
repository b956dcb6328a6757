import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database, DecisionKind } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { copiesLeftUnshown, type Settlement, settle } from '../check-up/settle.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { announceDecided } from '../decisions/announce-decided.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import type { OpenAccount } from './account-rows.ts';
import { dropForgotten } from './attribute-rows.ts';
import { openBehind } from './behind-persona.ts';
import { type Bridge, bridgeTransaction } from './bridge-transaction.ts';
import { attributeViews } from './list-attributes.ts';
import { shownChange } from './note-showing.ts';
import { noteShown, type ShownChange } from './shown-before.ts';

type Given = Pick<Deps, 'store' | 'ids' | 'masterKey' | 'random'>;

/** Says what is to become of which grants, over what is there once the owner's lock is held. */
export type Plan = (db: Kysely<Database>) => Promise<Result<Settlement>>;

/**
 * Decides about many grants of the viewer's own at once, as one decision that can be undone: everything happens in one
 * transaction, with the copies of attributes that nobody is shown any longer.
 * @returns the id of the decision, null where nothing was to be done
 */
export async function settleReview(
  deps: Given,
  viewer: Viewer,
  owner: ActorId,
  kind: Extract<DecisionKind, 'checked-up' | 'not-renewed'>,
  plan: Plan,
  at: Instant,
): Promise<Result<string | null>> {
  const { network } = viewer;
  return bridgeTransaction(deps, async (bridge): Promise<Result<string | null>> => {
    // The account first, as whoever shows and withdraws attributes does. Of imported people there is none.
    const account = await openBehind(deps, bridge, owner);
    const planned = await bridge.community(async (db) => {
      await lockPair(db, network, owner, owner, at);
      const settlement = await plan(db);
      if (!settlement.ok) return settlement;
      const unshown = await copiesLeftUnshown(db, viewer, settlement.value, at);
      return ok({ settlement: settlement.value, unshown });
    });
    if (!planned.ok) return planned;
    const { settlement, unshown } = planned.value;
    if (settlement.ended.length + settlement.renewed.length === 0) return ok(null);
    const changes = account === null ? [] : await changesOf(bridge, account, viewer, owner, unshown, at);
    const decision = await bridge.community(async (db) => {
      await settle(db, deps, viewer, settlement, unshown, at);
      const before = changes.length === 0 ? {} : { before: { is: 'shown' } as const };
      const noted = await noteDecision(db, deps, { network, owner, kind, ...before }, at);
      await announceDecided(db, deps, { network, owner, decision: noted }, at);
      return noted;
    });
    if (account !== null && unshown.length > 0) {
      await bridge.vault(async (db) => {
        await db
          .deleteFrom('vault.disclosed')
          .where('account_id', '=', account.id)
          .where('persona_id', '=', owner)
          .where('disclosure_id', 'in', [...unshown])
          .execute();
        if (changes.length > 0) await noteShown(deps, db, account, { persona: owner, decision, changes }, at);
        await dropForgotten(db, account.id);
      });
    }
    return ok(decision);
  });
}

/** What becomes of the attributes whose copies go. */
async function changesOf(
  bridge: Bridge,
  account: OpenAccount,
  { network }: Viewer,
  owner: ActorId,
  unshown: readonly ObjectId[],
  at: Instant,
): Promise<ShownChange[]> {
  if (unshown.length === 0) return [];
  const views = await attributeViews(bridge, account, { network, id: owner }, at);
  return views
    .filter(({ disclosure }) => disclosure !== null && unshown.includes(disclosure.id))
    .map((view) => shownChange(view, null));
}
