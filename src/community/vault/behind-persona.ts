import { absent, type Result } from '../../core/result.ts';
import type { ActorId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { PersonaRef } from '../personas/persona.ts';
import { type OpenAccount, openAccount } from './account-rows.ts';
import { type Bridge, bridgeTransaction } from './bridge-transaction.ts';

/**
 * Runs a use case on what the account behind the viewer keeps, in one transaction. The account's row is locked, so that
 * edits, disclosures and withdrawals happen one after another.
 */
export async function behindPersona<T>(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  viewer: Viewer,
  run: (bridge: Bridge, account: OpenAccount, persona: PersonaRef) => Promise<Result<T>>,
): Promise<Result<T>> {
  const { actor, network } = viewer;
  if (actor === null) return absent;
  return bridgeTransaction(deps, async (bridge) => {
    const account = await openBehind(deps, bridge, actor.id);
    return account === null ? absent : run(bridge, account, { network, id: actor.id });
  });
}

/** Opens the account behind a persona, and locks its row; null where there is none, as of imported people. */
export const openBehind = (
  deps: Pick<Deps, 'masterKey'>,
  bridge: Bridge,
  persona: ActorId,
): Promise<OpenAccount | null> =>
  bridge.vault(async (db) => {
    const owner = await db
      .selectFrom('vault.persona_owner')
      .select('account_id')
      .where('persona_id', '=', persona)
      .executeTakeFirst();
    return owner === undefined ? null : openAccount(deps, db, owner.account_id);
  });
