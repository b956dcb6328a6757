import { type Kysely, sql } from 'kysely';
import type { Purpose } from '../../privacy/purposes.ts';
import { type ActorId, DAY_MS, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import { OBSERVED_DAYS } from './processing.ts';

/**
 * How many members an organisation was last told that a purpose is about, as it was told: with noise. An assessment asks for
 * no new number, which would cost.
 * @returns null is fewer than the minimum
 */
export async function toldNumbers(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  at: Instant,
): Promise<ReadonlyMap<Purpose, number | null>> {
  const { rows } = await sql<{ purpose: Purpose; released: number | null }>`
    select distinct on (a.purpose) a.purpose, a.released from community.noise_answer a
    where a.network_id = ${network} and a.organisation_id = ${organisation} and a.purpose is not null
      and a.cells is null
      and a.asked_at > ${instantValue(at - OBSERVED_DAYS * DAY_MS)} and a.asked_at <= ${instantValue(at)}
    order by a.purpose, a.released desc nulls last, a.asked_at desc`.execute(db);
  return new Map(rows.map(({ purpose, released }) => [purpose, released]));
}
