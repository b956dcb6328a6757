import { sql } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { FounderPersona, NewNetwork } from '../networks/read-network.ts';
import { openAccount } from './account-rows.ts';
import { bridgeTransaction } from './bridge-transaction.ts';
import { type Founded, foundWithin } from './found-network.ts';
import { openSession } from './sessions.ts';
import { type Credentials, signInIndex } from './sign-in-index.ts';
import { accountAt, type SignedIn } from './sign-up.ts';

/** Number of the advisory lock under which a server is set up, once. */
const SETUP_LOCK = 7_236_003;

/** Whether the server has no network yet, and so shows its first-run page. */
export async function isEmpty({ store }: Pick<Deps, 'store'>): Promise<boolean> {
  const row = await store.community.selectFrom('community.network').select('id').limit(1).executeTakeFirst();
  return row === undefined;
}

/**
 * The first run: makes the first account, which may found networks, and the first network with it as administrator.
 * Of several who try at once, one succeeds.
 */
export async function setUp(
  deps: Pick<Deps, 'store' | 'masterKey' | 'ids' | 'random' | 'passwordCost'>,
  credentials: Credentials,
  network: NewNetwork,
  persona: FounderPersona,
  at: Instant,
): Promise<Result<SignedIn & Founded>> {
  if (!(await isEmpty(deps))) return alreadySetUp;
  const index = await signInIndex(deps, credentials);
  if (!index.ok) return index;
  return bridgeTransaction(deps, async (bridge) => {
    const isFirst = await bridge.community(async (db) => {
      await sql`select pg_advisory_xact_lock(${SETUP_LOCK})`.execute(db);
      const row = await db.selectFrom('community.network').select('id').limit(1).executeTakeFirst();
      return row === undefined;
    });
    if (!isFirst) return alreadySetUp;
    const account = await bridge.vault(async (db) => {
      const { id } = await accountAt(deps, db, index.value, credentials.email, true, at);
      // Somebody may have signed up before the server was set up.
      await db.updateTable('vault.account').set({ founder: true }).where('id', '=', id).execute();
      return openAccount(deps, db, id);
    });
    if (account === null) throw new Error('the account was just made');
    const founded = await foundWithin(deps, bridge, account, network, persona, at);
    if (!founded.ok) return founded;
    const cookie = await bridge.vault((db) => openSession(deps, db, account.id, at));
    return ok({ account: account.id, cookie, ...founded.value });
  });
}

const alreadySetUp = refuse({
  kind: 'conflict',
  says: 'This server is set up already; sign in instead.',
});
