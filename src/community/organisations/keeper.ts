import { type Kysely, sql } from 'kysely';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { isSuspended } from '../../store/suspensions.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { House } from './change-seats.ts';

const rolesNow = (db: Kysely<Database>, network: NetworkId, at: Instant) =>
  db
    .selectFrom('community.organisation_role')
    .where('network_id', '=', network)
    .where('role', '=', 'keeper')
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at));

/** Who keeps the house of an organisation now. */
export async function keepersOf(
  db: Kysely<Database>,
  { network, organisation }: House,
  at: Instant,
): Promise<readonly ActorId[]> {
  const rows = await rolesNow(db, network, at)
    .select('actor_id')
    .where('organisation_id', '=', organisation)
    .orderBy('actor_id')
    .execute();
  return rows.map((row) => row.actor_id);
}

/** The organisations whose house somebody keeps now; of one that is suspended there is nothing to keep. */
export async function housesKeptBy(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<readonly ActorId[]> {
  const rows = await rolesNow(db, network, at)
    .select('organisation_id')
    .where('actor_id', '=', actor)
    .where((eb) => eb.not(isSuspended(network, sql.ref('organisation_id'))))
    .orderBy('organisation_id')
    .execute();
  return rows.map((row) => row.organisation_id);
}

/** Makes somebody a keeper from now on. Within a transaction that locked the house, and found that they aren't one. */
export async function beginKeeping(
  db: Kysely<Database>,
  { network, organisation }: House,
  actor: ActorId,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('community.organisation_role')
    .values({
      network_id: network,
      organisation_id: organisation,
      actor_id: actor,
      role: 'keeper',
      valid_from: timestamp(at),
      valid_until: timestamp(FOREVER),
    })
    // Ended and begun again within one millisecond: the end is taken back.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'organisation_id', 'actor_id', 'role', 'valid_from'])
        .doUpdateSet({ valid_until: timestamp(FOREVER) }),
    )
    .execute();
}

/** Takes the role from somebody now. */
export async function endKeeping(
  db: Kysely<Database>,
  { network, organisation }: House,
  actor: ActorId,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('community.organisation_role')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('organisation_id', '=', organisation)
    .where('actor_id', '=', actor)
    .where('valid_until', '>', instantValue(at))
    .execute();
}
