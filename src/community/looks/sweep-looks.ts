import { sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { dayOf, forgetLookCounts } from '../../store/look-counts.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { notifyOfOneself } from '../notifications/of-oneself.ts';

const WEEK_MS = 7 * DAY_MS;

interface Row {
  readonly network: NetworkId;
  readonly actor: ActorId;
  readonly day: string;
  /** They were told within the week before. */
  readonly quiet: boolean;
}

/**
 * Once a day is over, destroys its key and counts, and tells those who were looked at unusually often on it, each at
 * most once a week. All at one time, whenever the looks were, so that the time doesn't tell by whom.
 */
export async function sweepLooks(deps: Pick<Deps, 'store' | 'ids'>, at: Instant): Promise<void> {
  const { community } = deps.store;
  await forgetLookCounts(community, at);
  for (const row of await dueRows(deps, at)) {
    await community.transaction().execute(async (trx) => {
      const taken = await sql`update community.looked_at l set told_at = ${timestamp(at)}::timestamptz
        where l.network_id = ${row.network} and l.actor_id = ${row.actor} and l.day = ${row.day}::date
          and l.told_at is null returning 1`.execute(trx);
      if (taken.rows.length === 0) return;
      if (row.quiet) await forget(trx, row);
      else await notifyOfOneself(deps, trx, row.network, row.actor, 'looked_at', at);
    });
  }
  await sql`delete from community.looked_at where told_at <= ${instantValue(at - WEEK_MS)}`.execute(
    community,
  );
}

async function dueRows({ store }: Pick<Deps, 'store'>, at: Instant): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select l.network_id as network, l.actor_id as actor, l.day::text as day, exists (
      select 1 from community.looked_at t where t.network_id = l.network_id and t.actor_id = l.actor_id
        and t.told_at > ${instantValue(at - WEEK_MS)}) as quiet
    from community.looked_at l where l.told_at is null and l.day < ${dayOf(at)}::date
    order by l.network_id, l.actor_id, l.day`.execute(store.community);
  // Of several days that nobody told of, one is told.
  const first = new Set<string>();
  return rows.map((row) => {
    const name = `${row.network} ${row.actor}`;
    const quiet = row.quiet || first.has(name);
    first.add(name);
    return { ...row, quiet };
  });
}

const forget = (db: Deps['store']['community'], { network, actor, day }: Row) =>
  sql`delete from community.looked_at where network_id = ${network} and actor_id = ${actor}
    and day = ${day}::date`.execute(db);
