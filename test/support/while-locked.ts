import { setTimeout as wait } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Deps } from '../../src/deps.ts';

/**
 * Has something begin that runs into a lock, do something else while it waits, and let it go on.
 * @param lock a statement after which it has to wait
 */
export async function whileLocked<T>(
  { store: { community: db } }: Pick<Deps, 'store'>,
  lock: RawBuilder<unknown>,
  begin: () => Promise<T>,
  meanwhile: () => Promise<unknown>,
): Promise<T> {
  let begun: Promise<T> | undefined;
  await db.transaction().execute(async (trx) => {
    await lock.execute(trx);
    begun = begin();
    const { rows: own } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    const waiting = async () => {
      const { rows } = await sql`select 1 from pg_locks l
        where not l.granted and ${own[0]?.pid}::int = any(pg_blocking_pids(l.pid))`.execute(db);
      return rows.length > 0;
    };
    for (let tries = 0; !(await waiting()); tries++) {
      if (tries > 1000) throw new Error('it doesn’t wait');
      await wait(10);
    }
    await meanwhile();
  });
  if (begun === undefined) throw new Error('nothing was begun');
  return begun;
}
