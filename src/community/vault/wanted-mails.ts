import { absent, ok, type Result } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import { vaultTransaction } from './bridge-transaction.ts';

/** Mails that an account can turn off: that a check-up is ready, and that something waits for a signature. */
export type WantedMail = 'check_up_mail' | 'sign_off_mail';

/** Whether an account is mailed. */
export async function wantsMail(
  deps: Pick<Deps, 'store'>,
  account: string,
  mail: WantedMail,
): Promise<Result<boolean>> {
  const row = await vaultTransaction(deps, (db) =>
    db
      .selectFrom('vault.account')
      .select(['check_up_mail', 'sign_off_mail'])
      .where('id', '=', account)
      .executeTakeFirst(),
  );
  return row === undefined ? absent : ok(row[mail]);
}

/** Turns a mail on or off. The app tells of the same either way. */
export async function changeMail(
  deps: Pick<Deps, 'store'>,
  account: string,
  mail: WantedMail,
  wanted: boolean,
): Promise<Result<boolean>> {
  const row = await vaultTransaction(deps, (db) =>
    db
      .updateTable('vault.account')
      .set({ [mail]: wanted })
      .where('id', '=', account)
      .returning(['check_up_mail', 'sign_off_mail'])
      .executeTakeFirst(),
  );
  return row === undefined ? absent : ok(row[mail]);
}
