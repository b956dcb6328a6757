import { absent, ok, type Result } from '../../core/result.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { openAccount } from './account-rows.ts';
import { CONFIRMED_MS } from './addresses.ts';
import { vaultTransaction } from './bridge-transaction.ts';

export interface AccountView {
  readonly email: string;
  readonly emailConfirmed: boolean;
  /** Until when the last confirmation counts for badges. */
  readonly emailConfirmedUntil: Instant | null;
  readonly founder: boolean;
}

/** The account as its owner sees it. */
export async function showAccount(
  deps: Pick<Deps, 'store' | 'masterKey'>,
  account: string,
): Promise<Result<AccountView>> {
  const open = await vaultTransaction(deps, (db) => openAccount(deps, db, account));
  if (open === null) return absent;
  const { email, emailConfirmed, emailConfirmedAt, founder } = open;
  const emailConfirmedUntil = emailConfirmedAt === null ? null : emailConfirmedAt + CONFIRMED_MS;
  return ok({ email, emailConfirmed, emailConfirmedUntil, founder });
}
