import { type Kysely, sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import type { Due } from './due.ts';

interface Row {
  readonly id: string;
  readonly organisation: ActorId;
  readonly hash: string;
  readonly saved_at: Instant;
}

/**
 * Records of processing that were saved and that the ledger hasn't yet; they are taken for entered, in the caller's
 * transaction. The hash binds what a record said that day.
 */
export async function takeDueSavedRecords(
  trx: Kysely<Database>,
  network: NetworkId,
  limit: number,
): Promise<Due[]> {
  const { rows } = await sql<Row>`
    with due as materialized (
      select r.id from community.saved_record r where r.network_id = ${network} and not r.entered
      order by r.saved_at, r.id limit ${limit} for update skip locked)
    update community.saved_record r set entered = true from due
    where r.network_id = ${network} and r.id = due.id
    returning r.id, r.organisation_id as organisation, r.hash, r.saved_at`.execute(trx);
  return rows.map(({ id, organisation, hash, saved_at: savedAt }) => ({
    subject: organisation,
    about: id,
    content: JSON.stringify({
      entry: 'record',
      record: id,
      network,
      organisation,
      hash,
      at: timestamp(savedAt),
    }),
    isErased: false,
  }));
}
