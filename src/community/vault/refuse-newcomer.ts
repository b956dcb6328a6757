import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asAdministrator } from '../networks/as-administrator.ts';
import { takeRequest } from '../networks/join-requests.ts';
import { endMembership } from '../personas/end-membership.ts';
import { lockAccount } from './account-rows.ts';
import { dropForgotten } from './attribute-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';

/** Refuses a newcomer: what they showed when they asked is deleted, and their token revoked. */
export async function refuseNewcomer(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, slug, at);
  if (!administrator.ok) return administrator;
  return bridgeTransaction(deps, async (bridge) => {
    const request = await bridge.community((db) => takeRequest(db, viewer.network, persona));
    if (request === null) return absent;
    await bridge.vault(async (db) => {
      const owner = await db
        .selectFrom('vault.persona_owner')
        .select('account_id')
        .where('persona_id', '=', persona)
        .executeTakeFirst();
      if (owner !== undefined) await lockAccount(db, owner.account_id);
      const gone = await db
        .deleteFrom('vault.disclosed')
        .where('network_id', '=', viewer.network)
        .where('persona_id', '=', persona)
        .returning('account_id')
        .execute();
      for (const account of new Set(gone.map((row) => row.account_id))) await dropForgotten(db, account);
    });
    await bridge.community((db) => endMembership(db, { network: viewer.network, id: persona }, at));
    return ok(null);
  });
}
