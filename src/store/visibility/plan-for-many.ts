import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';

/**
 * Has PostgreSQL plan the rest of a transaction for many rows. Of how many let an organisation do something it knows nothing, takes it
 * to be one, and looks up for each whatever there is: 280 seconds, measured, instead of one. Nor is anything compiled, which
 * takes longer than it spares; and sets of a million ids are kept in memory.
 */
export async function planForMany(trx: Kysely<Database>): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(trx);
  await sql`set local jit = off`.execute(trx);
  await sql`set local parallel_tuple_cost = 0.001`.execute(trx);
  await sql`set local work_mem = '32MB'`.execute(trx);
}
