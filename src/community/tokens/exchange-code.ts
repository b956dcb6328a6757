import { createHash, timingSafeEqual } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { findApp } from './apps.ts';
import { hashOf, idOfSecret, revokeTokens, writeToken } from './token.ts';

/** What an app sends to have its token (RFC 6749, section 4.1.3; RFC 7636, section 4.5). */
export interface CodeExchange {
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier: string | null;
}

export type Exchanged =
  | { readonly ok: true; readonly token: string; readonly scopes: readonly string[] }
  | { readonly ok: false; readonly error: 'invalid_client' | 'invalid_grant' };

const badClient: Exchanged = { ok: false, error: 'invalid_client' };
const badGrant: Exchanged = { ok: false, error: 'invalid_grant' };

/**
 * Exchanges a code for a token, once. The app shows that it is the one by its secret, by PKCE, or by both; a code that
 * comes a second time was stolen by one of the two, so that the token goes too.
 */
export async function exchangeCode(
  deps: Pick<Deps, 'store' | 'random'>,
  exchange: CodeExchange,
  at: Instant,
): Promise<Exchanged> {
  const found = await findApp(deps, exchange.clientId, exchange.clientSecret);
  if (found === null || (exchange.clientSecret !== null && !found.authenticated)) return badClient;
  const network = idOfSecret(exchange.code) as NetworkId | null;
  if (network === null) return badGrant;
  return deps.store.community.transaction().execute(async (db) => {
    const code = await lockedCode(db, network, exchange.code);
    if (code === undefined || code.app_id !== found.app.id) return badGrant;
    if (code.token_hash !== null) {
      await revokeTokens(db, network, { hashes: [code.token_hash] }, at);
      return badGrant;
    }
    const isRight =
      code.expires_at > at && code.redirect_uri === exchange.redirectUri && answers(exchange, code.challenge);
    if (!isRight) return badGrant;
    const of = { network, actor: code.actor_id, app: found.app.id, scopes: code.scopes };
    const { token, hash } = await writeToken(deps, db, of, at);
    await db
      .updateTable('community.oauth_code')
      .set({ token_hash: hash })
      .where('network_id', '=', network)
      .where('code_hash', '=', code.code_hash)
      .execute();
    return { ok: true, token, scopes: code.scopes };
  });
}

const lockedCode = (db: Kysely<Database>, network: NetworkId, code: string) =>
  db
    .selectFrom('community.oauth_code')
    .selectAll()
    .where('network_id', '=', network)
    .where('code_hash', '=', hashOf(code))
    .forUpdate()
    .executeTakeFirst();

/** With a challenge the verifier must answer it; without one the secret must have been right. */
function answers(
  { verifier, clientSecret }: CodeExchange,
  challenge: Selectable<Database['community.oauth_code']>['challenge'],
): boolean {
  if (challenge === null) return verifier === null && clientSecret !== null;
  if (verifier === null || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  const digest = createHash('sha256').update(verifier).digest();
  const asked = Buffer.from(challenge, 'base64url');
  return asked.length === digest.length && timingSafeEqual(asked, digest);
}
