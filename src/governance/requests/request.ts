import { type Kysely, sql } from 'kysely';
import type { ActorId, Discipline, Instant, NetworkId, RequestId, SeatId } from '../../privacy/words.ts';
import type { Database, RequestStep } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';

/** What one may ask of whoever holds one's data, by the articles of the GDPR. */
export const REQUEST_KINDS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'human-review',
] as const;
export type DataRequestKind = (typeof REQUEST_KINDS)[number];

/** The seat that a request is with. */
interface Assigned {
  readonly id: SeatId;
  readonly name: Discipline;
  readonly number: number;
}

export type RequestStatus = 'open' | 'answered' | 'refused' | 'withdrawn';

/** To an organisation, or to the network, which is whoever runs it. */
export type Recipient = ActorId | NetworkId;

export interface Step {
  readonly kind: RequestStep;
  readonly by: ActorId;
  readonly words: string;
  readonly at: Instant;
}

/** A request with all that became of it. */
export interface DataRequest {
  readonly id: RequestId;
  readonly member: { readonly id: ActorId; readonly handle: string; readonly name: string };
  readonly recipient: {
    readonly id: Recipient;
    readonly kind: 'organisation' | 'network';
    readonly name: string;
  };
  readonly kind: DataRequestKind;
  readonly words: string;
  readonly askedAt: Instant;
  readonly steps: readonly Step[];
  /** While that seat is held; for who answers alone. */
  readonly assigned: Assigned | null;
  /** By when it is to be answered. */
  readonly due: Instant;
  readonly status: RequestStatus;
}

/** Months within which a request is to be answered, and by how many that may be put off (Article 12(3) GDPR). */
const MONTHS = 1;
const MORE_MONTHS = 2;

/** The same day so many months later; where that month is shorter, its last. */
export function monthsAfter(at: Instant, months: number): Instant {
  const date = new Date(at);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate();
  const later = new Date(at);
  later.setUTCDate(1);
  later.setUTCMonth(date.getUTCMonth() + months);
  later.setUTCDate(Math.min(date.getUTCDate(), last));
  return later.getTime();
}

export function dueOf(askedAt: Instant, steps: readonly Pick<Step, 'kind'>[]): Instant {
  const isExtended = steps.some(({ kind }) => kind === 'extended');
  return monthsAfter(askedAt, isExtended ? MONTHS + MORE_MONTHS : MONTHS);
}

export function statusOf(steps: readonly Pick<Step, 'kind'>[]): RequestStatus {
  for (const { kind } of steps) if (isClosing(kind)) return kind;
  return 'open';
}

/** Whether a step closed a request. */
export const isClosing = (kind: RequestStep): kind is Exclude<RequestStatus, 'open'> =>
  kind === 'answered' || kind === 'refused' || kind === 'withdrawn';

type Row = Pick<DataRequest, 'id' | 'kind' | 'words' | 'askedAt' | 'assigned'> & {
  member: ActorId;
  handle: string;
  name: string;
  recipient: Recipient;
  recipient_kind: 'organisation' | 'network';
  recipient_name: string;
  steps: readonly Step[];
};

/** Requests of which the predicate over `q` holds, latest first, as they stand. */
export async function loadRequests(
  db: Kysely<Database>,
  network: NetworkId,
  which: Sql<boolean>,
  { limit, at }: { readonly limit: number; readonly at: Instant },
): Promise<DataRequest[]> {
  const { rows } = await sql<Row>`
    select q.id, q.kind, q.words, q.asked_at as "askedAt", q.member_id as member, m.handle, m.display_name as name,
      q.recipient_id as recipient, case when q.recipient_id = ${network} then 'network' else 'organisation' end as recipient_kind,
      coalesce(o.display_name, n.title) as recipient_name,
      coalesce((select json_agg(json_build_object('kind', s.kind, 'by', s.by_id, 'words', s.words,
          'at', floor(extract(epoch from s.made_at) * 1000)::bigint) order by s.n)
        from community.data_request_step s where s.network_id = ${network} and s.request_id = q.id), '[]') as steps,
      (select json_build_object('id', s.id, 'name', s.name, 'number', s.number)
        from community.data_request_assignment a
        join community.seat s on s.network_id = ${network} and s.id = a.seat_id and s.valid_until > ${instantValue(at)}
        where a.network_id = ${network} and a.request_id = q.id and a.valid_until > ${instantValue(at)}) as assigned
    from community.data_request q
    join community.actor m on m.network_id = ${network} and m.id = q.member_id
    join community.network n on n.id = ${network}
    left join community.actor o on o.network_id = ${network} and o.id = q.recipient_id
    where q.network_id = ${network} and ${which}
    order by q.id desc limit ${limit}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    member: { id: row.member, handle: row.handle, name: row.name },
    recipient: { id: row.recipient, kind: row.recipient_kind, name: row.recipient_name },
    kind: row.kind,
    words: row.words,
    askedAt: row.askedAt,
    steps: row.steps,
    assigned: row.assigned,
    due: dueOf(row.askedAt, row.steps),
    status: statusOf(row.steps),
  }));
}
