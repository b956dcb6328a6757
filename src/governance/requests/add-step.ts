import { type Kysely, sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type DataRequest, dueOf, loadRequests, type Step } from './request.ts';

/**
 * Takes the request of which the predicate over `q` holds for this transaction alone. What is closed stays as it is.
 */
export async function lockOpen(
  trx: Kysely<Database>,
  network: NetworkId,
  which: Sql<boolean>,
  at: Instant,
): Promise<Result<DataRequest>> {
  await sql`select 1 from community.data_request q where q.network_id = ${network} and ${which} for update`.execute(
    trx,
  );
  const [request] = await loadRequests(trx, network, which, { limit: 1, at });
  if (request === undefined) return absent;
  if (request.status !== 'open') return refuse({ kind: 'conflict', says: 'This request is closed already.' });
  return ok(request);
}

/** Adds a step to such a request, and gives it as it is then. */
export async function addStep(
  trx: Kysely<Database>,
  network: NetworkId,
  which: Sql<boolean>,
  { kind, by, words, at }: Step,
): Promise<Result<DataRequest>> {
  const locked = await lockOpen(trx, network, which, at);
  if (!locked.ok) return locked;
  const { id, steps, askedAt } = locked.value;
  if (kind === 'extended') {
    const says = steps.some((step) => step.kind === 'extended')
      ? 'It was put off once, by two months; that is all that the law allows.'
      : at >= dueOf(askedAt, [])
        ? 'The member must be told within the month that it takes longer (Article 12(3) GDPR), and it is over.'
        : null;
    if (says !== null) return refuse({ kind: 'conflict', says });
  }
  await trx
    .insertInto('community.data_request_step')
    .values({
      network_id: network,
      request_id: id,
      n: steps.length,
      kind,
      by_id: by,
      words,
      made_at: timestamp(at),
    })
    .execute();
  const [after] = await loadRequests(trx, network, which, { limit: 1, at });
  return after === undefined ? absent : ok(after);
}
