import type { Kysely } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { insertAccount } from './account-rows.ts';
import { countAttempts, fromClient, takeBack } from './attempts.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { openSession } from './sessions.ts';
import { type Credentials, signInIndex } from './sign-in-index.ts';

type SignUpDeps = Pick<Deps, 'store' | 'masterKey' | 'random' | 'ids' | 'passwordCost'>;

/** Who is signed in now. */
export interface SignedIn {
  readonly account: string;
  /** What the session's cookie holds; a secret. */
  readonly cookie: string;
}

/**
 * Makes an account and signs in to it. Where there is one with the same address and the same password, signs in to
 * that, with the same answer; with another password it makes another account, so that nobody learns whether an address
 * is known.
 * @param client the caller's network address where it is known, for the limit on attempts
 */
export async function signUp(
  deps: SignUpDeps,
  credentials: Credentials,
  client: string | null,
  at: Instant,
): Promise<Result<SignedIn>> {
  const guess = { kind: 'password', at: credentials.email } as const;
  const counted = await countAttempts(deps, [guess, ...fromClient(client)], at);
  if (!counted.ok) return counted;
  const index = await signInIndex(deps, credentials);
  if (!index.ok) return index;
  const made = await vaultTransaction(deps, async (db) => {
    const account = await accountAt(deps, db, index.value, credentials.email, false, at);
    return { ...account, cookie: await openSession(deps, db, account.id, at) };
  });
  if (!made.isNew) await takeBack(deps, guess, at);
  return ok({ account: made.id, cookie: made.cookie });
}

/** The account with this sign-in index, made where there is none; two at once make one. */
export async function accountAt(
  deps: Pick<Deps, 'masterKey' | 'random' | 'ids'>,
  db: Kysely<Database>,
  index: Buffer,
  email: string,
  founder: boolean,
  at: Instant,
): Promise<{ id: string; isNew: boolean }> {
  const id = deps.ids.next('account');
  const mine = await db
    .insertInto('vault.sign_in')
    .values({ index, account_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .executeTakeFirst();
  if (mine !== undefined) {
    await insertAccount(deps, db, { id, email, founder }, at);
    return { id, isNew: true };
  }
  const there = await db
    .selectFrom('vault.sign_in')
    .select('account_id')
    .where('index', '=', index)
    .executeTakeFirstOrThrow();
  return { id: there.account_id, isNew: false };
}
