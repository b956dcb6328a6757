import { type Kysely, sql } from 'kysely';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../privacy/words.ts';
import { notePresences } from './presences/note.ts';
import type { Database } from './schema.ts';
import { instantValue, timestamp } from './time.ts';
import { APART, type Sql } from './visibility/sql.ts';

/**
 * Whether an actor is suspended, by what was committed last, whatever the clock said when a request began.
 * @param actor an expression for its id
 */
export const isSuspended = (network: NetworkId, actor: Sql<unknown>): Sql<boolean> => sql`exists (
  select 1 from community.suspension x_susp where x_susp.network_id = ${network} and x_susp.actor_id = ${actor}
    and x_susp.valid_until = 'infinity' ${APART})`;

/** The same for one actor. */
export async function findSuspended(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
): Promise<boolean> {
  const { rows } = await sql<{ suspended: boolean }>`
    select ${isSuspended(network, sql`${actor}::uuid`)} as suspended`.execute(db);
  return rows[0]?.suspended === true;
}

/** Suspends an actor from now on. */
export async function beginSuspension(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('community.suspension')
      .values({
        network_id: network,
        actor_id: actor,
        valid_from: timestamp(at),
        valid_until: timestamp(FOREVER),
      })
      // Ended and begun again within one millisecond: the end is taken back.
      .onConflict((conflict) =>
        conflict
          .columns(['network_id', 'actor_id', 'valid_from'])
          .doUpdateSet({ valid_until: timestamp(FOREVER) }),
      )
      .execute();
    await notePresences(trx, network, [actor], at);
  });
}

/**
 * Ends what is in force now; the facts stay.
 * @returns whether there was any
 */
export async function endSuspension(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const ended = await trx
      .updateTable('community.suspension')
      .set({ valid_until: timestamp(at) })
      .where('network_id', '=', network)
      .where('actor_id', '=', actor)
      .where('valid_until', '>', instantValue(at))
      .returning('actor_id')
      .execute();
    if (ended.length > 0) await notePresences(trx, network, [actor], at);
    return ended.length > 0;
  });
}
