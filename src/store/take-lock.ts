import { type Kysely, sql } from 'kysely';
import type { Database } from './schema.ts';

/** Transactions that take the lock of one name go one after the other: each waits until the one before is over. */
export async function takeLock(trx: Kysely<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}

/** Waits for whoever has taken the lock, and has whoever would take it next wait; several who share it don't wait for each other. */
export async function shareLock(trx: Kysely<Database>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${name}, 0))`.execute(trx);
}
