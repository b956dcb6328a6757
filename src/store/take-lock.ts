import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Transactions that take the lock of one name go one after the other: each waits until the one before is over. */
export async function takeLock(trx: Kysely<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}
