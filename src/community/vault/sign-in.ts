import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { countAttempts, fromClient, takeBack } from './attempts.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { openSession } from './sessions.ts';
import { type Credentials, signInIndex } from './sign-in-index.ts';
import type { SignedIn } from './sign-up.ts';

const wrong = refuse({
  kind: 'unauthenticated',
  says: 'That address and that password do not belong together here.',
});

/**
 * Signs in: one stretching of the password and one look-up, whatever comes of it.
 * @param client the caller's network address where it is known, for the limit on attempts
 */
export async function signIn(
  deps: Pick<Deps, 'store' | 'masterKey' | 'random' | 'passwordCost'>,
  credentials: Credentials,
  client: string | null,
  at: Instant,
): Promise<Result<SignedIn>> {
  const guess = { kind: 'password', at: credentials.email } as const;
  const counted = await countAttempts(deps, [guess, ...fromClient(client)], at);
  if (!counted.ok) return counted;
  const index = await signInIndex(deps, credentials);
  if (!index.ok) return index;
  const signedIn = await vaultTransaction(deps, async (db) => {
    const row = await db
      .selectFrom('vault.sign_in')
      .select('account_id')
      .where('index', '=', index.value)
      .executeTakeFirst();
    if (row === undefined) return null;
    return { account: row.account_id, cookie: await openSession(deps, db, row.account_id, at) };
  });
  if (signedIn === null) return wrong;
  await takeBack(deps, guess, at);
  return ok(signedIn);
}
