import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { isAppToken, revokeAppToken } from './app-token.ts';
import { hashOf, networkOf, revokeTokens } from './token.ts';

/** Revokes a token; whoever holds it may. One that isn't there is revoked already (RFC 7009, section 2.2). */
export async function revokeToken(deps: Pick<Deps, 'store'>, token: string, at: Instant): Promise<void> {
  if (isAppToken(token)) return revokeAppToken(deps, token);
  const network = networkOf(token);
  if (network === null) return;
  await deps.store.community
    .transaction()
    .execute((db) => revokeTokens(db, network, { hashes: [hashOf(token)] }, at));
}
