import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { openAccount } from './account-rows.ts';
import { countAttempts, fromClient } from './attempts.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { CODE_MS, hashOfCode, mailCode, newCode, wrongCode } from './mailed-code.ts';

/** Mails a code to the account's address; only the last one counts. */
export async function sendEmailCode(
  deps: Pick<Deps, 'store' | 'masterKey' | 'random' | 'mailer'>,
  account: string,
  client: string | null,
  at: Instant,
): Promise<Result<null>> {
  const counted = await countAttempts(deps, [{ kind: 'mail', at: account }, ...fromClient(client)], at);
  if (!counted.ok) return counted;
  const code = newCode(deps);
  const open = await vaultTransaction(deps, async (db) => {
    const found = await openAccount(deps, db, account);
    if (found === null) return null;
    const said = { code_hash: hashOfCode(deps, code, account), expires_at: timestamp(at + CODE_MS) };
    await db
      .insertInto('vault.email_code')
      .values({ account_id: account, ...said })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(said))
      .execute();
    return found;
  });
  return open === null ? absent : mailCode(deps, open.email, code, at);
}

/** Takes the code that was mailed: the address is the account's own, as of now. */
export async function confirmEmail(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  account: string,
  code: string,
  at: Instant,
): Promise<Result<null>> {
  const counted = await countAttempts(deps, [{ kind: 'code', at: account }], at);
  if (!counted.ok) return counted;
  const right = await vaultTransaction(deps, async (db) => {
    const used = await db
      .deleteFrom('vault.email_code')
      .where('account_id', '=', account)
      .where('code_hash', '=', hashOfCode(deps, code, account))
      .where('expires_at', '>', instantValue(at))
      .returning('account_id')
      .executeTakeFirst();
    if (used === undefined) return false;
    await db
      .updateTable('vault.account')
      .set({ email_confirmed_at: timestamp(at) })
      .where('id', '=', account)
      .execute();
    return true;
  });
  return right ? ok(null) : wrongCode;
}
