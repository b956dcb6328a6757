import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { openAccount } from './account-rows.ts';
import { countAttempts, fromClient } from './attempts.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { keyedHash } from './keys.ts';

const CODE_MS = 60 * 60_000;
/** Without letters that look like digits: 40 bits in 8 characters. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

type ConfirmDeps = Pick<Deps, 'store' | 'masterKey' | 'random' | 'mailer'>;

/** Mails a code to the account's address; only the last one counts. */
export async function sendEmailCode(
  deps: ConfirmDeps,
  account: string,
  client: string | null,
  at: Instant,
): Promise<Result<null>> {
  const counted = await countAttempts(deps, [{ kind: 'mail', at: account }, ...fromClient(client)], at);
  if (!counted.ok) return counted;
  const code = [...deps.random(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const open = await vaultTransaction(deps, async (db) => {
    const found = await openAccount(deps, db, account);
    if (found === null) return null;
    const said = { code_hash: hashOf(deps, account, code), expires_at: timestamp(at + CODE_MS) };
    await db
      .insertInto('vault.email_code')
      .values({ account_id: account, ...said })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(said))
      .execute();
    return found;
  });
  if (open === null) return absent;
  // Several accounts may have one address. Beyond this nothing is mailed, and nothing said: a refusal would tell
  // whoever shares the address that somebody else asked.
  const perAddress = await countAttempts(deps, [{ kind: 'inbox', at: open.email }], at);
  if (!perAddress.ok) return ok(null);
  try {
    await deps.mailer.send({
      to: open.email,
      subject: 'Your code for Waxseal',
      text: `Your code is ${code}\n\nIt confirms that this e-mail address is yours, for one hour. If you did not ask for it, ignore this mail.\n`,
    });
  } catch {
    const says = 'The mail could not be sent. Tell whoever runs this server, or try again later.';
    return refuse({ kind: 'conflict', says });
  }
  return ok(null);
}

/** Takes the code that was mailed: the address is the account's own. */
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
      .where('code_hash', '=', hashOf(deps, account, code.toLowerCase().replaceAll(/[\s-]/g, '')))
      .where('expires_at', '>', instantValue(at))
      .returning('account_id')
      .executeTakeFirst();
    if (used === undefined) return false;
    await db
      .updateTable('vault.account')
      .set({ email_confirmed_at: sql<string>`coalesce(email_confirmed_at, ${timestamp(at)}::timestamptz)` })
      .where('id', '=', account)
      .execute();
    return true;
  });
  if (right) return ok(null);
  const says = 'is not the code that was mailed last, or it is over; ask for another';
  return refuse({ kind: 'invalid', field: 'code', says });
}

const hashOf = (deps: Pick<Deps, 'masterKey'>, account: string, code: string): Buffer =>
  keyedHash(deps, 'hash of mailed codes', account, code);
