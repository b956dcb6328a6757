import { sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { openAccount } from './account-rows.ts';
import { vaultTransaction } from './bridge-transaction.ts';

type Given = Pick<Deps, 'store' | 'masterKey' | 'mailer' | 'publicUrl'>;

interface Notice {
  readonly network: NetworkId;
  readonly owner: ActorId;
}

/** Notices that are read at once. */
const CHUNK = 500;

/**
 * Mails that something is to be done by a time: to each account once a day at most, however many of its personas were
 * reminded, where it wants to be mailed of what is due. Every mail says the same, and nothing of whom, where or what. One
 * that can't be sent is tried again at the next sweep.
 */
export async function mailDeadlines(deps: Given, at: Instant): Promise<void> {
  for (let after: ActorId | null = null; ; ) {
    const notices: readonly Notice[] = await noted(deps, at, after);
    for (const notice of notices) {
      if (await mailOf(deps, notice.owner, at)) await forget(deps, notice, at);
    }
    after = notices.at(-1)?.owner ?? null;
    if (notices.length < CHUNK || after === null) return;
  }
}

async function noted(
  { store }: Pick<Deps, 'store'>,
  at: Instant,
  after: ActorId | null,
): Promise<readonly Notice[]> {
  const { rows } = await sql<Notice>`select n.network_id as network, n.owner_id as owner
    from community.deadline_notice n where n.noted_at <= ${instantValue(at)}
      and (${after}::uuid is null or n.owner_id > ${after}::uuid)
    order by n.owner_id limit ${CHUNK}`.execute(store.community);
  return rows;
}

/** @returns whether nothing is left to be mailed of it */
async function mailOf(deps: Given, persona: ActorId, at: Instant): Promise<boolean> {
  const taken = await vaultTransaction(deps, async (db) => {
    const row = await db
      .selectFrom('vault.account as a')
      .innerJoin('vault.persona_owner as o', 'o.account_id', 'a.id')
      .select(['a.id', 'a.check_up_mail', 'a.email_confirmed_at', 'a.deadline_mailed_at as before'])
      .where('o.persona_id', '=', persona)
      .forUpdate('a')
      .executeTakeFirst();
    if (row === undefined || !row.check_up_mail || row.email_confirmed_at === null) return 'unwanted';
    // Within the day they are mailed of all that came since, when it is over.
    if (row.before !== null && row.before > at - DAY_MS) return 'later';
    const account = await openAccount(deps, db, row.id);
    if (account === null) return 'unwanted';
    await markMailed(db, row.id, at);
    return { id: row.id, email: account.email, before: row.before };
  });
  if (taken === 'unwanted' || taken === 'later') return taken === 'unwanted';
  try {
    await deps.mailer.send({ to: taken.email, ...deadlineMail(deps) });
    return true;
  } catch {
    await vaultTransaction(deps, (db) => markMailed(db, taken.id, taken.before));
    return false;
  }
}

const markMailed = (
  db: Parameters<Parameters<typeof vaultTransaction>[1]>[0],
  account: string,
  at: Instant | null,
) =>
  db
    .updateTable('vault.account')
    .set({ deadline_mailed_at: at === null ? null : timestamp(at) })
    .where('id', '=', account)
    .execute();

/** One that came meanwhile stays. */
const forget = ({ store }: Pick<Deps, 'store'>, { network, owner }: Notice, at: Instant) =>
  sql`delete from community.deadline_notice n where n.network_id = ${network} and n.owner_id = ${owner}
    and n.noted_at <= ${instantValue(at)}`.execute(store.community);

/** The same for everybody. */
const deadlineMail = ({ publicUrl }: Pick<Deps, 'publicUrl'>) => ({
  subject: 'Something is to be done by a time',
  text: `Something that is with you has to be done by a time that is near. Sign in to see what:\n\n${publicUrl}/\n\nThis mail comes once a day at most, and says the same to everybody. You can turn it off in the settings.\n`,
});
