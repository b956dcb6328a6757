import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { type OpenAccount, openAccount } from './account-rows.ts';
import { countAttempts, fromClient } from './attempts.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { CODE_MS, hashOfCode, mailCode, newCode, wrongCode } from './mailed-code.ts';
import { seal, unseal } from './seal.ts';

const MOST_ADDRESSES = 10;

/** How long a confirmation counts: people leave, and keep no right to the address. */
export const CONFIRMED_MS = 365 * 24 * 3600_000;

/** A further address of an account, as its owner alone sees it. */
export interface Address {
  readonly id: string;
  readonly email: string;
  /** Null where it was never confirmed. */
  readonly confirmedAt: Instant | null;
}

const words = (account: string, address: string): string => `${account} address ${address}`;

/** The account's further addresses, oldest first. */
export async function listAddresses(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  account: string,
): Promise<Result<readonly Address[]>> {
  return vaultTransaction(deps, async (db) => {
    const open = await openAccount(deps, db, account);
    return open === null ? absent : ok(await addressesOf(db, open));
  });
}

/** The same within a transaction. */
export async function addressesOf(
  db: Kysely<Database>,
  { id: account, key }: OpenAccount,
): Promise<readonly Address[]> {
  const rows = await db
    .selectFrom('vault.address')
    .select(['id', 'email_sealed', 'confirmed_at'])
    .where('account_id', '=', account)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    email: unseal(key, row.email_sealed, words(account, row.id)).toString('utf8'),
    confirmedAt: row.confirmed_at,
  }));
}

/**
 * Mails a code to a further address and keeps it, sealed; one that is there already is asked to be confirmed again, and
 * counts as it did until then. Nothing is told of whose else it is.
 * @param email normalised
 */
export async function addAddress(
  deps: Pick<Deps, 'store' | 'masterKey' | 'random' | 'mailer' | 'ids'>,
  account: string,
  email: string,
  client: string | null,
  at: Instant,
): Promise<Result<Address>> {
  const counted = await countAttempts(deps, [{ kind: 'mail', at: account }, ...fromClient(client)], at);
  if (!counted.ok) return counted;
  const code = newCode(deps);
  const kept = await vaultTransaction(deps, async (db): Promise<Result<Address>> => {
    const open = await openAccount(deps, db, account);
    if (open === null) return absent;
    const all = await addressesOf(db, open);
    const known = all.find((one) => one.email === email);
    if (known === undefined && all.length >= MOST_ADDRESSES) {
      return refuse({ kind: 'conflict', says: `You keep ${MOST_ADDRESSES} already; remove one first.` });
    }
    const id = known?.id ?? deps.ids.next('address');
    const said = {
      code_hash: hashOfCode(deps, code, account, id),
      code_expires_at: timestamp(at + CODE_MS),
    };
    await db
      .insertInto('vault.address')
      .values({
        account_id: account,
        id,
        email_sealed: seal(deps, open.key, email, words(account, id)),
        ...said,
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'id']).doUpdateSet(said))
      .execute();
    return ok(known ?? { id, email, confirmedAt: null });
  });
  if (!kept.ok) return kept;
  const mailed = await mailCode(deps, email, code, at);
  return mailed.ok ? kept : mailed;
}

/** Takes the code that was mailed to the address. */
export async function confirmAddress(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  account: string,
  id: string,
  code: string,
  at: Instant,
): Promise<Result<Address>> {
  const counted = await countAttempts(deps, [{ kind: 'code', at: account }], at);
  if (!counted.ok) return counted;
  return vaultTransaction(deps, async (db) => {
    const open = await openAccount(deps, db, account);
    if (open === null) return absent;
    const right = await db
      .updateTable('vault.address')
      .set({ confirmed_at: timestamp(at), code_hash: null, code_expires_at: null })
      .where('account_id', '=', account)
      .where('id', '=', id)
      .where('code_hash', '=', hashOfCode(deps, code, account, id))
      .where('code_expires_at', '>', instantValue(at))
      .returning('id')
      .executeTakeFirst();
    const found = (await addressesOf(db, open)).find((one) => one.id === id);
    if (found === undefined) return absent;
    return right === undefined ? wrongCode : ok(found);
  });
}

/**
 * Forgets an address. Badges that stand on it stay as they are shown until they end or are withdrawn: ending together
 * would link the personas that show them (P5).
 */
export async function removeAddress(
  deps: Pick<Deps, 'store'>,
  account: string,
  id: string,
): Promise<Result<null>> {
  return vaultTransaction(deps, async (db) => {
    const gone = await db
      .deleteFrom('vault.address')
      .where('account_id', '=', account)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    return gone === undefined ? absent : ok(null);
  });
}
