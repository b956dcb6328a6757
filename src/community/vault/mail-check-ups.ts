import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { beatOf } from '../check-up/tell-due.ts';
import { openAccount } from './account-rows.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { mailOnce } from './mail-once.ts';

type Given = Pick<Deps, 'store' | 'masterKey' | 'mailer' | 'publicUrl'>;

/** Personas whose accounts are looked up at once. */
const CHUNK = 500;

/**
 * Mails that a check-up is ready: to each account once a week at most, however many of its personas were told. Every mail
 * says the same, and nothing of whom, where or what. One that can't be sent is tried again at the next sweep; one that
 * a crash came before isn't sent, since it must not be sent twice.
 */
export async function mailCheckUps(deps: Given, at: Instant): Promise<void> {
  for (let after: ActorId | null = null; ; ) {
    const told: readonly ActorId[] = await toldSince(deps, beatOf(at), after);
    for (const account of await accountsOf(deps, told, at)) await mailAccount(deps, account, at);
    after = told.at(-1) ?? null;
    if (told.length < CHUNK || after === null) return;
  }
}

/** The personas that were told in this week, by their ids. */
async function toldSince(
  { store }: Pick<Deps, 'store'>,
  beat: Instant,
  after: ActorId | null,
): Promise<readonly ActorId[]> {
  const { rows } = await sql<{ owner: ActorId }>`
    select distinct n.owner_id as owner from community.check_up_notice n
    where n.week = ${instantValue(beat)} and (${after}::uuid is null or n.owner_id > ${after}::uuid)
    order by 1 limit ${CHUNK}`.execute(store.community);
  return rows.map(({ owner }) => owner);
}

/** Accounts behind them that want a mail and haven't had one this week, at addresses that are theirs. */
async function accountsOf(
  deps: Pick<Deps, 'store'>,
  personas: readonly ActorId[],
  at: Instant,
): Promise<readonly string[]> {
  if (personas.length === 0) return [];
  const rows = await vaultTransaction(deps, (db) =>
    db
      .selectFrom('vault.account as a')
      .innerJoin('vault.persona_owner as o', 'o.account_id', 'a.id')
      .select('a.id')
      .distinct()
      .where('o.persona_id', 'in', [...personas])
      .where('a.check_up_mail', '=', true)
      .where('a.email_confirmed_at', 'is not', null)
      .where((eb) =>
        eb.or([
          eb('a.check_up_mailed_at', 'is', null),
          eb('a.check_up_mailed_at', '<', instantValue(beatOf(at))),
        ]),
      )
      .orderBy('a.id')
      .execute(),
  );
  return rows.map(({ id }) => id);
}

async function mailAccount(deps: Given, id: string, at: Instant): Promise<void> {
  const beat = beatOf(at);
  const note = (db: Kysely<Database>, mailedAt: Instant | null) =>
    db
      .updateTable('vault.account')
      .set({ check_up_mailed_at: mailedAt === null ? null : timestamp(mailedAt) })
      .where('id', '=', id)
      .execute();
  await mailOnce<Instant | null>(deps, {
    mail: checkUpMail(deps),
    async take(db) {
      const account = await openAccount(deps, db, id);
      const row = await db
        .selectFrom('vault.account')
        .select(['check_up_mail', 'check_up_mailed_at'])
        .where('id', '=', id)
        .executeTakeFirst();
      // Turned off meanwhile, or another process mails it.
      if (account === null || row?.check_up_mail !== true) return null;
      if (row.check_up_mailed_at !== null && row.check_up_mailed_at >= beat) return null;
      await note(db, at);
      return { email: account.email, before: row.check_up_mailed_at };
    },
    undo: note,
  });
}

/** The same for everybody. */
const checkUpMail = ({ publicUrl }: Pick<Deps, 'publicUrl'>) => ({
  subject: 'Your check-up is ready',
  text: `Something you decided is due to be looked at again. Sign in to see what, and to say whether it goes on:\n\n${publicUrl}/\n\nThis mail comes once a week at most, and says the same to everybody. You can turn it off in the settings.\n`,
});
