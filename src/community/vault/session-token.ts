import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { refuseSaleAndSharing } from '../processing/change-processing-rules.ts';
import { ALL_SCOPES, writeToken } from '../tokens/token.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { ownPersona } from './own-personas.ts';
import { holdSession, type Session } from './sessions.ts';

/**
 * A bearer token for one of the account's personas, for our own web app: it ends with the session. Which session is
 * kept in the vault, since a common one would link personas.
 * @param refusesSharing whether the browser says so for its user (Global Privacy Control)
 */
export async function sessionToken(
  deps: Pick<Deps, 'store' | 'random' | 'ids'>,
  session: Session,
  persona: ActorId,
  at: Instant,
  { refusesSharing }: { readonly refusesSharing: boolean },
): Promise<Result<{ readonly token: string; readonly scopes: readonly string[] }>> {
  return bridgeTransaction(deps, async (bridge) => {
    const held = await holdSession(bridge, session);
    if (!held.ok) return held;
    const mine = await ownPersona(bridge, session.account, persona, at);
    if (!mine.ok) return mine;
    if (mine.value.state === 'left') return absent;
    const network = mine.value.network.id;
    const of = { network, actor: persona, app: null, scopes: ALL_SCOPES };
    if (refusesSharing) await bridge.community((db) => refuseSaleAndSharing(deps, db, network, persona, at));
    const { token, hash } = await bridge.community((db) => writeToken(deps, db, of, at));
    await bridge.vault((db) =>
      db
        .insertInto('vault.session_token')
        .values({
          account_id: session.account,
          session_hash: session.hash,
          network_id: network,
          token_hash: hash,
        })
        .execute(),
    );
    return ok({ token, scopes: ALL_SCOPES });
  });
}
