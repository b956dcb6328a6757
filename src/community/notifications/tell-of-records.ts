import { sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { notifyOfOneself } from './of-oneself.ts';
import { remindOfDeadlines } from './remind-of-deadlines.ts';

/** People who are told in one round. */
const CHUNK = 200;

interface One {
  readonly network: NetworkId;
  readonly who: ActorId;
}

/**
 * Tells members that a breach affected their data and that something came of a request of theirs, and those
 * whose it is of what is to be done by a time: each once. What wasn't told, because the server broke off, is told the next time.
 */
export async function tellOfRecords(deps: Pick<Deps, 'store' | 'ids'>, at: Instant): Promise<void> {
  const told = sql`${timestamp(at)}::timestamptz`;
  await tellEach(deps, 'data_breach', at, {
    untold: sql`select distinct t.network_id as network, t.member_id as who from community.breach_notice t
      where t.told_at is null`,
    take: ({ network, who }) => sql`update community.breach_notice set told_at = ${told}
      where network_id = ${network} and member_id = ${who} and told_at is null returning 1`,
  });
  await tellEach(deps, 'data_request', at, {
    untold: sql`select distinct s.network_id as network, q.member_id as who from community.data_request_step s
      join community.data_request q on q.network_id = s.network_id and q.id = s.request_id
      where s.told_at is null and s.kind <> 'withdrawn'`,
    take: ({ network, who }) => sql`update community.data_request_step s set told_at = ${told}
      from community.data_request q where s.network_id = ${network} and q.network_id = ${network}
        and q.id = s.request_id and q.member_id = ${who} and s.told_at is null returning 1`,
  });
  await remindOfDeadlines(deps, at);
}

async function tellEach(
  { store, ids }: Pick<Deps, 'store' | 'ids'>,
  kind: 'data_breach' | 'data_request',
  at: Instant,
  { untold, take }: { readonly untold: Sql<unknown>; readonly take: (one: One) => Sql<unknown> },
): Promise<void> {
  for (;;) {
    const { rows } = await sql<One>`${untold} order by 1, 2 limit ${CHUNK}`.execute(store.community);
    await store.community.transaction().execute(async (trx) => {
      for (const one of rows) {
        // Another process tells them.
        if ((await take(one).execute(trx)).rows.length === 0) continue;
        await notifyOfOneself({ ids }, trx, one.network, one.who, kind, at);
      }
    });
    if (rows.length < CHUNK) return;
  }
}
