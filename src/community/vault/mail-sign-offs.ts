import { type Kysely, sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type MatterId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { openAccount } from './account-rows.ts';
import { vaultTransaction } from './bridge-transaction.ts';
import { mailOnce } from './mail-once.ts';

type Given = Pick<Deps, 'store' | 'masterKey' | 'mailer' | 'publicUrl'>;

/** Reminders that are looked at at once. */
const CHUNK = 500;
/** Where the mail server is away, it is tried for so long; then the next reminder is as near. */
const TRIED_MS = DAY_MS;
const WEEK_MS = 7 * DAY_MS;

interface Reminder {
  readonly matter: MatterId;
  readonly persona: ActorId;
  readonly remindedAt: Instant;
  /** An emergency is about to end: it is mailed of whatever was mailed before. */
  readonly isLast: boolean;
}

/**
 * Mails experts that something waits for their signature: of each matter once a week at most, whichever of an account's
 * personas is asked, and once more when an emergency is about to end. Every mail says the same, and nothing of whom or what.
 */
export async function mailSignOffs(deps: Given, at: Instant): Promise<void> {
  for (let after: Reminder | null = null; ; ) {
    const reminders: readonly Reminder[] = await remindedSince(deps, at, after);
    for (const { account, reminder } of await accountsOf(deps, reminders)) {
      await mailAccount(deps, account, reminder, at);
    }
    after = reminders.at(-1) ?? null;
    if (reminders.length < CHUNK || after === null) return;
  }
}

/** The latest reminders with which a mail is due, by matter and persona. */
async function remindedSince(
  { store }: Pick<Deps, 'store'>,
  at: Instant,
  after: Reminder | null,
): Promise<readonly Reminder[]> {
  const { rows } = await sql<Reminder>`
    select r.matter_id as matter, r.actor_id as persona, max(r.reminded_at) as "remindedAt", bool_or(r.is_last) as "isLast"
    from community.sign_off_reminder r where r.by_mail and r.reminded_at > ${instantValue(at - TRIED_MS)}
      and (${after?.matter ?? null}::uuid is null
        or (r.matter_id, r.actor_id) > (${after?.matter ?? null}::uuid, ${after?.persona ?? null}::uuid))
    group by r.matter_id, r.actor_id order by 1, 2 limit ${CHUNK}`.execute(store.community);
  return rows;
}

/** Accounts behind them that want a mail, at addresses that are theirs. */
async function accountsOf(
  deps: Pick<Deps, 'store'>,
  reminders: readonly Reminder[],
): Promise<readonly { readonly account: string; readonly reminder: Reminder }[]> {
  if (reminders.length === 0) return [];
  const rows = await vaultTransaction(deps, (db) =>
    db
      .selectFrom('vault.account as a')
      .innerJoin('vault.persona_owner as o', 'o.account_id', 'a.id')
      .select(['a.id', 'o.persona_id'])
      .where('o.persona_id', 'in', [...new Set(reminders.map(({ persona }) => persona))])
      .where('a.sign_off_mail', '=', true)
      .where('a.email_confirmed_at', 'is not', null)
      .execute(),
  );
  const byPersona = new Map(rows.map(({ id, persona_id: persona }) => [persona, id]));
  return reminders.flatMap((reminder) => {
    const account = byPersona.get(reminder.persona);
    return account === undefined ? [] : [{ account, reminder }];
  });
}

async function mailAccount(
  deps: Given,
  account: string,
  { matter, remindedAt, isLast }: Reminder,
  at: Instant,
): Promise<void> {
  const note = (db: Kysely<Database>, mailedAt: string) =>
    db
      .insertInto('vault.sign_off_mail')
      .values({ account_id: account, matter_id: matter, mailed_at: mailedAt })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'matter_id']).doUpdateSet({ mailed_at: mailedAt }),
      )
      .execute();
  const of = (db: Kysely<Database>) =>
    db
      .selectFrom('vault.sign_off_mail')
      .select('mailed_at')
      .where('account_id', '=', account)
      .where('matter_id', '=', matter)
      .executeTakeFirst();
  await mailOnce<Instant | null>(deps, {
    mail: signOffMail(deps),
    async take(db) {
      const open = await openAccount(deps, db, account);
      const row = await db
        .selectFrom('vault.account')
        .select('sign_off_mail')
        .where('id', '=', account)
        .executeTakeFirst();
      const before = (await of(db))?.mailed_at ?? null;
      const freeFrom = before === null ? Number.NEGATIVE_INFINITY : before + (isLast ? 1 : WEEK_MS);
      // Turned off meanwhile, or mailed: by another process, or since another persona was asked.
      if (open === null || row?.sign_off_mail !== true || remindedAt < freeFrom) return null;
      await note(db, timestamp(at));
      return { email: open.email, before };
    },
    undo: (db, before) =>
      before === null
        ? db
            .deleteFrom('vault.sign_off_mail')
            .where('account_id', '=', account)
            .where('matter_id', '=', matter)
            .execute()
        : note(db, timestamp(before)),
  });
}

/** The same for everybody. */
const signOffMail = ({ publicUrl }: Pick<Deps, 'publicUrl'>) => ({
  subject: 'Something waits for your signature',
  text: `Something waits for your signature. Sign in to see what:\n\n${publicUrl}/sign-off\n\nThis mail comes once a week at most for each matter, and says the same to everybody. You can turn it off in the settings.\n`,
});
