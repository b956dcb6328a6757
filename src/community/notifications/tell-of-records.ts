import { type Kysely, sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { expertsOf } from '../../store/seats.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { notifyOfOneself } from './of-oneself.ts';

/** People who are told in one round. */
const CHUNK = 200;
/** Days after its asking in which a request that is open is reminded of: a week before its month is over. */
const REMINDED_AFTER_DAYS = 21;

interface One {
  readonly network: NetworkId;
  readonly who: ActorId;
}

/**
 * Tells members that a breach affected their data and that something came of a request of theirs, and those who answer
 * requests that one is due within a week: each once. What wasn't told, because the server broke off, is told the next time.
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
  await remind(deps, at);
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

interface Due {
  readonly network: NetworkId;
  readonly id: string;
  readonly recipient: ActorId | NetworkId;
}

async function remind({ store, ids }: Pick<Deps, 'store' | 'ids'>, at: Instant): Promise<void> {
  const { rows } = await sql<Due>`
    select q.network_id as network, q.id, q.recipient_id as recipient from community.data_request q
    where q.reminded_at is null and q.asked_at < ${instantValue(at - REMINDED_AFTER_DAYS * DAY_MS)}
      and not exists (select 1 from community.data_request_step s where s.network_id = q.network_id
        and s.request_id = q.id and s.kind <> 'taken')
    order by 1, 2 limit ${CHUNK}`.execute(store.community);
  await store.community.transaction().execute(async (trx) => {
    for (const due of rows) {
      const { rows: taken } =
        await sql`update community.data_request set reminded_at = ${timestamp(at)}::timestamptz
        where network_id = ${due.network} and id = ${due.id} and reminded_at is null returning 1`.execute(
          trx,
        );
      if (taken.length === 0) continue;
      for (const who of await answering(trx, due, at)) {
        await notifyOfOneself({ ids }, trx, due.network, who, 'data_request_due', at);
      }
    }
  });
}

/** Who answers for a recipient: an organisation's experts in law and compliance; the administrators of the network. */
async function answering(
  trx: Kysely<Database>,
  { network, recipient }: Due,
  at: Instant,
): Promise<ActorId[]> {
  if (recipient === network) {
    const { rows } = await sql<{
      who: ActorId;
    }>`select distinct r.actor_id as who from community.network_role r
      where r.network_id = ${network} and r.valid_from <= ${instantValue(at)} and r.valid_until > ${instantValue(at)}
      order by 1`.execute(trx);
    return rows.map(({ who }) => who);
  }
  const experts = await expertsOf(trx, network, recipient as ActorId, at);
  const answer = experts.filter(({ name }) => name === 'legal' || name === 'compliance');
  return [...new Set(answer.map(({ actor }) => actor))].sort();
}
