import { ok, type Result } from '../../core/result.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { revokeTokens } from '../tokens/token.ts';
import { lockAccount } from './account-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { ownRefs } from './own-personas.ts';
import type { Session } from './sessions.ts';

/** Ends the session and the tokens that were handed to it. */
export async function signOut(
  deps: Pick<Deps, 'store'>,
  session: Session,
  at: Instant,
): Promise<Result<null>> {
  return bridgeTransaction(deps, async (bridge) => {
    const handed = await bridge.vault(async (db) => {
      await lockAccount(db, session.account);
      await db
        .deleteFrom('vault.session')
        .where('account_id', '=', session.account)
        .where('token_hash', '=', session.hash)
        .execute();
      return db
        .deleteFrom('vault.session_token')
        .where('account_id', '=', session.account)
        .where('session_hash', '=', session.hash)
        .returning(['network_id', 'token_hash'])
        .execute();
    });
    const byNetwork = Map.groupBy(handed, (row): NetworkId => row.network_id);
    for (const [network, rows] of byNetwork) {
      const hashes = rows.map((row) => row.token_hash);
      await bridge.community((db) => revokeTokens(db, network, { hashes }, at));
    }
    return ok(null);
  });
}

/** Ends every session of the account and every token of its personas, also those that apps hold. */
export async function signOutEverywhere(
  deps: Pick<Deps, 'store'>,
  account: string,
  at: Instant,
): Promise<Result<null>> {
  return bridgeTransaction(deps, async (bridge) => {
    await bridge.vault(async (db) => {
      await lockAccount(db, account);
      await db.deleteFrom('vault.session').where('account_id', '=', account).execute();
      await db.deleteFrom('vault.session_token').where('account_id', '=', account).execute();
    });
    for (const { network, id } of await ownRefs(bridge, account)) {
      await bridge.community((db) => revokeTokens(db, network, { actor: id }, at));
    }
    return ok(null);
  });
}
