import { absent, ok, type Result } from '../../core/result.ts';
import type { Deps } from '../../store/deps.ts';
import { vaultTransaction } from './bridge-transaction.ts';

/** Whether an account is mailed that a check-up is ready. */
export async function wantsCheckUpMail(deps: Pick<Deps, 'store'>, account: string): Promise<Result<boolean>> {
  const row = await vaultTransaction(deps, (db) =>
    db.selectFrom('vault.account').select('check_up_mail').where('id', '=', account).executeTakeFirst(),
  );
  return row === undefined ? absent : ok(row.check_up_mail);
}

/** Turns the mail on or off. What isn't carried forward ends either way, and the app tells of it. */
export async function changeCheckUpMail(
  deps: Pick<Deps, 'store'>,
  account: string,
  wanted: boolean,
): Promise<Result<boolean>> {
  const row = await vaultTransaction(deps, (db) =>
    db
      .updateTable('vault.account')
      .set({ check_up_mail: wanted })
      .where('id', '=', account)
      .returning('check_up_mail')
      .executeTakeFirst(),
  );
  return row === undefined ? absent : ok(row.check_up_mail);
}
