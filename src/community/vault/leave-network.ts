import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { isLastAdministrator } from '../networks/administrators.ts';
import { endMembership } from '../personas/end-membership.ts';
import { lockAccount } from './account-rows.ts';
import { dropForgotten } from './attribute-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { ownPersona } from './own-personas.ts';

/**
 * Leaves the network: every tie of the persona ends, and every grant that it gave; its disclosed copies are deleted,
 * its tokens revoked. Its row stays, so that its handle isn't taken over and the account may come back under it.
 */
export async function leaveNetwork(
  deps: Pick<Deps, 'store'>,
  account: string,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  return bridgeTransaction(deps, async (bridge) => {
    await bridge.vault((db) => lockAccount(db, account));
    const mine = await ownPersona(bridge, account, persona, at);
    if (!mine.ok) return mine;
    if (mine.value.state === 'left') return absent;
    const last = await bridge.community((db) => isLastAdministrator(db, mine.value.network.id, persona, at));
    if (last) {
      const says = 'You are the only administrator of this network; make somebody else one first.';
      return refuse({ kind: 'conflict', says });
    }
    const ref = { network: mine.value.network.id, id: persona };
    await bridge.vault(async (db) => {
      await db
        .deleteFrom('vault.disclosed')
        .where('account_id', '=', account)
        .where('persona_id', '=', persona)
        .execute();
      await db
        .deleteFrom('vault.shown_before')
        .where('account_id', '=', account)
        .where('persona_id', '=', persona)
        .execute();
      await dropForgotten(db, account);
    });
    await bridge.community((db) => endMembership(db, ref, at));
    return ok(null);
  });
}
