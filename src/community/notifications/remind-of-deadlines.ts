import { type Kysely, sql } from 'kysely';
import { ANSWERS_REQUESTS, KEEPS_RECORDS } from '../../privacy/expertise.ts';
import {
  type ActorId,
  DAY_MS,
  type Discipline,
  type Instant,
  type NetworkId,
  type SeatId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { expertsOf } from '../../store/seats.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { notifyOfOneself } from './of-oneself.ts';

/** Things reminded of in one round. */
const CHUNK = 200;
const HOUR_MS = 3_600_000;

type Kind = 'data_request_due' | 'data_breach_due' | 'review_due';

/** What comes to its end, and whose it is. */
interface Due {
  readonly network: NetworkId;
  readonly id: string;
  readonly recipient: ActorId | NetworkId;
  /** Whose it is in the first place. */
  readonly seat: SeatId | null;
}

/** Something that is to be done by a time. */
interface Deadline {
  readonly kind: Kind;
  /** The table, as `q`. */
  readonly table: Sql<unknown>;
  readonly recipient: Sql<ActorId | NetworkId>;
  readonly seat: Sql<SeatId | null>;
  readonly due: Sql<Instant>;
  readonly open: Sql<boolean>;
  /** Reminded of so long before, and at each of these once. Milliseconds. */
  readonly before: readonly number[];
  /** Who is reminded where no seat has it, or that seat has ended. */
  readonly experts: readonly Discipline[];
}

const isExtended = sql`exists (select 1 from community.data_request_step s where s.network_id = q.network_id
  and s.request_id = q.id and s.kind = 'extended')`;

const DEADLINES: readonly Deadline[] = [
  {
    kind: 'data_request_due',
    table: sql`community.data_request`,
    recipient: sql`q.recipient_id`,
    seat: sql`(select a.seat_id from community.data_request_assignment a where a.network_id = q.network_id
      and a.request_id = q.id and a.valid_until = 'infinity')`,
    // Article 12(3) GDPR, as `dueOf` of governance has it.
    due: sql`((q.asked_at at time zone 'UTC' + case when ${isExtended} then interval '3 months'
      else interval '1 month' end) at time zone 'UTC')`,
    open: sql`not exists (select 1 from community.data_request_step s where s.network_id = q.network_id
      and s.request_id = q.id and s.kind not in ('taken', 'extended'))`,
    before: [7 * DAY_MS, DAY_MS],
    experts: ANSWERS_REQUESTS,
  },
  {
    kind: 'data_breach_due',
    table: sql`community.breach`,
    recipient: sql`q.organisation_id`,
    seat: sql`null::uuid`,
    // Article 33(1) GDPR.
    due: sql`(q.known_at + interval '72 hours')`,
    open: sql`not exists (select 1 from community.breach_entry e where e.network_id = q.network_id
      and e.breach_id = q.id and e.kind in ('reported', 'closed'))`,
    // When it is opened, a day before, and when they are over.
    before: [72 * HOUR_MS, 24 * HOUR_MS, 0],
    experts: KEEPS_RECORDS,
  },
  {
    kind: 'review_due',
    table: sql`community.processing`,
    recipient: sql`q.organisation_id`,
    seat: sql`q.owner_seat_id`,
    due: sql`q.review_by`,
    open: sql`q.ended_at is null`,
    before: [14 * DAY_MS, 0],
    experts: ['risk', 'compliance'],
  },
];

/**
 * Reminds those whose it is of what is to be done by a time, in the app: requests about somebody's data, breaches of which
 * the authority isn't told yet, processing that is to be looked at again. No reminder says which. What they are to be mailed
 * is noted beside.
 */
export async function remindOfDeadlines(deps: Pick<Deps, 'store' | 'ids'>, at: Instant): Promise<void> {
  for (const deadline of DEADLINES) {
    const { table, recipient, seat } = deadline;
    const isDue = isToBeReminded(deadline, at);
    const { rows } = await sql<Due>`
      select q.network_id as network, q.id, ${recipient} as recipient, ${seat} as seat from ${table} q
      where ${isDue} order by 1, 2 limit ${CHUNK}`.execute(deps.store.community);
    for (const due of rows) {
      await deps.store.community.transaction().execute(async (trx) => {
        const { rows: taken } = await sql`update ${table} q set reminded_at = ${timestamp(at)}::timestamptz
          where q.network_id = ${due.network} and q.id = ${due.id} and ${isDue} returning 1`.execute(trx);
        // Another process reminds of it.
        if (taken.length > 0) await remind(deps, trx, deadline, due, at);
      });
    }
  }
}

/** It is open, and one of its times is over since the last reminder. */
const isToBeReminded = ({ open, due, before }: Deadline, at: Instant): Sql<boolean> =>
  sql`(${open} and (${sql.join(
    before.map((ms) => {
      const time = sql`${due} - make_interval(secs => ${ms / 1000})`;
      return sql`(${instantValue(at)} >= ${time} and (q.reminded_at is null or q.reminded_at < ${time}))`;
    }),
    sql` or `,
  )}))`;

async function remind(
  { ids }: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  { kind, experts }: Deadline,
  due: Due,
  at: Instant,
): Promise<void> {
  for (const who of await whoseItIs(trx, due, experts, at)) {
    await notifyOfOneself({ ids }, trx, due.network, who, kind, at);
    await sql`insert into community.deadline_notice (network_id, owner_id, noted_at)
      values (${due.network}, ${who}, ${timestamp(at)}) on conflict do nothing`.execute(trx);
  }
}

/** Who holds the seat that has it; where nobody does, the experts of the organisation, or the network's administrators. */
async function whoseItIs(
  trx: Kysely<Database>,
  { network, recipient, seat }: Due,
  experts: readonly Discipline[],
  at: Instant,
): Promise<ActorId[]> {
  const now = instantValue(at);
  const { rows: holders } = await sql<{ who: ActorId }>`select s.actor_id as who from community.seat s
    where s.network_id = ${network} and s.id = ${seat}::uuid and s.valid_until > ${now}`.execute(trx);
  if (holders.length > 0) return holders.map(({ who }) => who);
  if (recipient === network) {
    const { rows } = await sql<{ who: ActorId }>`
      select distinct r.actor_id as who from community.network_role r
      where r.network_id = ${network} and r.valid_from <= ${now} and r.valid_until > ${now} order by 1`.execute(
      trx,
    );
    return rows.map(({ who }) => who);
  }
  const theirs = (await expertsOf(trx, network, recipient as ActorId, at)).filter(({ name }) =>
    (experts as readonly string[]).includes(name),
  );
  return [...new Set(theirs.map(({ actor }) => actor))].sort();
}
