import { type Kysely, sql } from 'kysely';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { type DataRequest, dueOf, isClosing, loadRequests, type Step } from './request.ts';

/** Requests in a period, and how long they took. */
export interface RequestFigures {
  readonly asked: number;
  readonly answered: number;
  readonly refused: number;
  readonly withdrawn: number;
  readonly extended: number;
  /** Open at the end of the period. */
  readonly open: number;
  /** Of those, whose time was over. */
  readonly overdue: number;
  /** Of those answered or refused in it: how many were so within their time. */
  readonly inTime: number;
  /** Days from asking to the answer, of the same; null where there was none. */
  readonly medianDays: number | null;
  readonly longestDays: number | null;
}

/** Requests that one report looks at. */
const MOST = 100_000;

/**
 * @param until the end of the period, or now where that comes first
 */
export async function loadRequestFigures(
  db: Kysely<Database>,
  network: NetworkId,
  recipient: ActorId,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<RequestFigures> {
  const requests = await loadRequests(
    db,
    network,
    sql`q.recipient_id = ${recipient} and q.asked_at < ${instantValue(until)}`,
    { limit: MOST, at: until },
  );
  return figuresOf(requests, { from, until });
}

/** Pure: the figures of requests that were asked before the end. */
export function figuresOf(
  requests: readonly Pick<DataRequest, 'askedAt' | 'steps'>[],
  { from, until }: { readonly from: Instant; readonly until: Instant },
): RequestFigures {
  const isIn = (at: Instant) => at >= from && at < until;
  const taken = requests.map(({ askedAt, steps }) => {
    const then = steps.filter(({ at }) => at < until);
    const closed = then.find(({ kind }) => isClosing(kind)) ?? null;
    return { askedAt, then, closed, due: dueOf(askedAt, then) };
  });
  const closedBy = (kind: Step['kind']) =>
    taken.filter(({ closed }) => closed?.kind === kind && isIn(closed.at)).length;
  const decided = taken.flatMap(({ askedAt, closed, due }) =>
    closed !== null && closed.kind !== 'withdrawn' && isIn(closed.at)
      ? [{ days: (closed.at - askedAt) / DAY_MS, inTime: closed.at <= due }]
      : [],
  );
  const days = decided.map((one) => one.days).toSorted((one, other) => one - other);
  const open = taken.filter(({ closed }) => closed === null);
  return {
    asked: requests.filter(({ askedAt }) => isIn(askedAt)).length,
    answered: closedBy('answered'),
    refused: closedBy('refused'),
    withdrawn: closedBy('withdrawn'),
    extended: taken.filter(({ then }) => then.some(({ kind, at }) => kind === 'extended' && isIn(at))).length,
    open: open.length,
    overdue: open.filter(({ due }) => due < until).length,
    inTime: decided.filter(({ inTime }) => inTime).length,
    medianDays: days[Math.ceil(days.length / 2) - 1] ?? null,
    longestDays: days.at(-1) ?? null,
  };
}
