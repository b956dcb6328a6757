import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { ANSWERS_REQUESTS } from '../../privacy/expertise.ts';
import { type ActorId, FOREVER, type Instant, type RequestId, type SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { seatsOfOrganisation } from '../../store/seats.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { addStep, lockOpen } from './add-step.ts';
import { asRecipient } from './recipient.ts';
import { type DataRequest, loadRequests, type Recipient } from './request.ts';

interface Assignment {
  readonly recipient: Recipient;
  readonly request: RequestId;
  /** Null is nobody's in particular. */
  readonly seat: SeatId | null;
}

/**
 * Says with which of the organisation's seats that answer requests one is, in place of where it was. It is nobody's any more
 * when that seat ends. The member is told that it was taken on, the first time, and not by whom.
 * @param host the viewer, where they administer the network
 */
export async function assignRequest(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { recipient, request, seat }: Assignment,
  host: ActorId | null,
  at: Instant,
): Promise<Result<DataRequest>> {
  const me = await asRecipient(deps, viewer, recipient, host, at);
  if (!me.ok) return me;
  const { network } = viewer;
  const which = sql<boolean>`q.id = ${request} and q.recipient_id = ${recipient}`;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<DataRequest>> => {
    const locked = await lockOpen(trx, network, which, at);
    if (!locked.ok) return locked;
    if (seat !== null && !(await isAnswering(trx, viewer, recipient, seat, at))) {
      const says = 'is no seat in law or compliance that somebody holds';
      return refuse({ kind: 'invalid', field: 'seat', says });
    }
    await sql`update community.data_request_assignment a set valid_until = ${timestamp(at)}::timestamptz
      where a.network_id = ${network} and a.request_id = ${request} and a.valid_until > ${instantValue(at)}`.execute(
      trx,
    );
    if (seat !== null) {
      await sql`insert into community.data_request_assignment
          (network_id, request_id, n, seat_id, assigned_by, valid_from, valid_until)
        select ${network}::uuid, ${request}::uuid, count(*), ${seat}::uuid, ${me.value}::uuid,
          ${timestamp(at)}::timestamptz, ${timestamp(FOREVER)}::timestamptz
        from community.data_request_assignment a
        where a.network_id = ${network} and a.request_id = ${request}`.execute(trx);
      if (!locked.value.steps.some(({ kind }) => kind === 'taken')) {
        return addStep(trx, network, which, { kind: 'taken', by: me.value, words: '', at });
      }
    }
    const [after] = await loadRequests(trx, network, which, { limit: 1, at });
    return after === undefined ? absent : ok(after);
  });
}

async function isAnswering(
  trx: Kysely<Database>,
  { network }: Viewer,
  recipient: Recipient,
  seat: SeatId,
  at: Instant,
): Promise<boolean> {
  const held = await seatsOfOrganisation(trx, network, recipient as ActorId, at);
  return held.some(
    ({ id, kind, name }) =>
      id === seat && kind === 'discipline' && (ANSWERS_REQUESTS as readonly string[]).includes(name),
  );
}
