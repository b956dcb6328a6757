import { type Kysely, sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type DataRequest, loadRequests, type Step } from './request.ts';

/**
 * Adds a step to the request of which the predicate over `q` holds, and gives it as it is then; null where there is none.
 * What is closed stays as it is.
 */
export async function addStep(
  trx: Kysely<Database>,
  network: NetworkId,
  which: Sql<boolean>,
  { kind, by, words, at }: Step,
): Promise<DataRequest | 'closed' | 'extended' | null> {
  await sql`select 1 from community.data_request q where q.network_id = ${network} and ${which} for update`.execute(
    trx,
  );
  const [request] = await loadRequests(trx, network, which, 1);
  if (request === undefined) return null;
  if (request.status !== 'open') return 'closed';
  if (kind === 'extended' && request.steps.some((step) => step.kind === 'extended')) return 'extended';
  await trx
    .insertInto('community.data_request_step')
    .values({
      network_id: network,
      request_id: request.id,
      n: request.steps.length,
      kind,
      by_id: by,
      words,
      made_at: timestamp(at),
    })
    .execute();
  const [after] = await loadRequests(trx, network, which, 1);
  return after ?? null;
}
