import type { Kysely } from 'kysely';
import type { Mail } from '../../core/mail.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { vaultTransaction } from './bridge-transaction.ts';

/** A mail that is noted as sent before it is, so that it isn't sent twice. */
interface Due<Before> {
  readonly mail: Omit<Mail, 'to'>;
  /** Notes it, where it is still due: to which address, and what was noted before. */
  take(db: Kysely<Database>): Promise<{ readonly email: string; readonly before: Before } | null>;
  /** Puts back what was noted before: the mail couldn't be sent, and is tried again. */
  undo(db: Kysely<Database>, before: Before): Promise<unknown>;
}

/** Mails once what is due. One that a crash came before isn't sent, since it must not be sent twice. */
export async function mailOnce<Before>(
  deps: Pick<Deps, 'store' | 'mailer'>,
  { mail, take, undo }: Due<Before>,
): Promise<void> {
  const taken = await vaultTransaction(deps, take);
  if (taken === null) return;
  try {
    await deps.mailer.send({ to: taken.email, ...mail });
  } catch {
    await vaultTransaction(deps, (db) => undo(db, taken.before));
  }
}
