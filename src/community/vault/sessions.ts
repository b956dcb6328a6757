import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { ok, type Result, refuse } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { lockAccount } from './account-rows.ts';
import { type Bridge, vaultTransaction } from './bridge-transaction.ts';

export const SESSION_SECONDS = 30 * 24 * 3600;
const SECRET_BYTES = 32;

/** A session that is open: its account, and the hash by which it is known here. */
export interface Session {
  readonly account: string;
  readonly hash: Buffer;
}

const hashOf = (secret: Buffer): Buffer => createHash('sha256').update(secret).digest();

/** Opens a session and gives the secret of its cookie, `<account>.<base64url>`. */
export async function openSession(
  { random }: Pick<Deps, 'random'>,
  db: Kysely<Database>,
  account: string,
  at: Instant,
): Promise<string> {
  const secret = random(SECRET_BYTES);
  await db
    .insertInto('vault.session')
    .values({
      account_id: account,
      token_hash: hashOf(secret),
      created_at: timestamp(at),
      expires_at: timestamp(at + SESSION_SECONDS * 1000),
    })
    .execute();
  return `${account}.${secret.toString('base64url')}`;
}

/** The session that a cookie names; null for one that is unknown, ended or over. */
export async function findSession(
  deps: Pick<Deps, 'store'>,
  cookie: string,
  at: Instant,
): Promise<Session | null> {
  const parts = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/.exec(cookie);
  if (parts === null) return null;
  const account = parts[1] ?? '';
  const hash = hashOf(Buffer.from(parts[2] ?? '', 'base64url'));
  const row = await vaultTransaction(deps, (db) =>
    db
      .selectFrom('vault.session')
      .select('account_id')
      .where('account_id', '=', account)
      .where('token_hash', '=', hash)
      .where('expires_at', '>', instantValue(at))
      .executeTakeFirst(),
  );
  return row === undefined ? null : { account, hash };
}

/** Whether the session is still open; the account's row is locked, so that it stays so until the transaction ends. */
export async function holdSession(bridge: Bridge, { account, hash }: Session): Promise<Result<null>> {
  const held = await bridge.vault(async (db) => {
    if (!(await lockAccount(db, account))) return undefined;
    return db
      .selectFrom('vault.session')
      .select('account_id')
      .where('account_id', '=', account)
      .where('token_hash', '=', hash)
      .executeTakeFirst();
  });
  return held === undefined ? refuse({ kind: 'unauthenticated', says: 'Sign in first.' }) : ok(null);
}
