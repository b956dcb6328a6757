import { ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Authorisation } from '../tokens/authorisation.ts';
import { hashOf, secretOf } from '../tokens/token.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { ownPersona } from './own-personas.ts';
import { holdSession, type Session } from './sessions.ts';

/** How long an app has to fetch its token. */
const CODE_MS = 10 * 60_000;

/** Lets an app speak for one of the account's personas: gives the code that it exchanges for a token, once. */
export async function letAppIn(
  deps: Pick<Deps, 'store' | 'random'>,
  session: Session,
  persona: ActorId,
  authorisation: Authorisation,
  at: Instant,
): Promise<Result<string>> {
  return bridgeTransaction(deps, async (bridge) => {
    const held = await holdSession(bridge, session);
    if (!held.ok) return held;
    const mine = await ownPersona(bridge, session.account, persona, at);
    if (!mine.ok) return mine;
    if (mine.value.state === 'left') {
      return refuse({ kind: 'forbidden', says: 'You left that network; join it again first.' });
    }
    const network = mine.value.network.id;
    const code = secretOf(network, deps.random(32));
    await bridge.community((db) =>
      db
        .insertInto('community.oauth_code')
        .values({
          network_id: network,
          code_hash: hashOf(code),
          actor_id: persona,
          app_id: authorisation.app.id,
          redirect_uri: authorisation.redirectUri,
          challenge: authorisation.challenge,
          scopes: [...authorisation.scopes],
          expires_at: timestamp(at + CODE_MS),
        })
        .execute(),
    );
    return ok(code);
  });
}
