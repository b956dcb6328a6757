import type { Kysely } from 'kysely';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { serverKey } from './keys.ts';
import { seal, unseal } from './seal.ts';

/** An account, opened. Stays inside this folder: nobody else has a use for the key. */
export interface OpenAccount {
  readonly id: string;
  /** 32 bytes that seal all that is kept of this account; destroying it erases them, from backups too. */
  readonly key: Buffer;
  readonly email: string;
  readonly emailConfirmed: boolean;
  /** When its owner showed last that the address is theirs. */
  readonly emailConfirmedAt: Instant | null;
  readonly founder: boolean;
}

const KEY_BYTES = 32;
const keyWords = (account: string): string => `${account} key`;
const emailWords = (account: string): string => `${account} email`;

/** Writes an account with a key of its own. */
export async function insertAccount(
  deps: Pick<Deps, 'masterKey' | 'random'>,
  db: Kysely<Database>,
  account: { readonly id: string; readonly email: string; readonly founder: boolean },
  at: Instant,
): Promise<void> {
  const key = deps.random(KEY_BYTES);
  await db
    .insertInto('vault.account')
    .values({
      id: account.id,
      key_sealed: seal(deps, serverKey(deps, 'seal the keys of accounts'), key, keyWords(account.id)),
      email_sealed: seal(deps, key, account.email, emailWords(account.id)),
      founder: account.founder,
      created_at: timestamp(at),
    })
    .execute();
}

/**
 * Opens an account and locks its row until the transaction ends: whatever changes one account happens one after
 * another. Null where there is none.
 */
export async function openAccount(
  deps: Pick<Deps, 'masterKey'>,
  db: Kysely<Database>,
  id: string,
): Promise<OpenAccount | null> {
  const row = await db
    .selectFrom('vault.account')
    .select(['key_sealed', 'email_sealed', 'email_confirmed_at', 'founder'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  const key = unseal(serverKey(deps, 'seal the keys of accounts'), row.key_sealed, keyWords(id));
  return {
    id,
    key,
    email: unseal(key, row.email_sealed, emailWords(id)).toString('utf8'),
    emailConfirmed: row.email_confirmed_at !== null,
    emailConfirmedAt: row.email_confirmed_at,
    founder: row.founder,
  };
}

/**
 * Locks the account's row until the transaction ends, so that handing out tokens and revoking them happen one after
 * another: none slips in between. False where there is no such account.
 */
export async function lockAccount(db: Kysely<Database>, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('vault.account')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}
