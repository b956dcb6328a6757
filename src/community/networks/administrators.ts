import type { Kysely } from 'kysely';
import { type ActorId, FOREVER, type Instant, type NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';

/** Whether the viewer administers the network that they are on. */
export async function isAdministrator(db: Kysely<Database>, viewer: Viewer, at: Instant): Promise<boolean> {
  if (viewer.actor === null) return false;
  const row = await db
    .selectFrom('community.network_role')
    .select('actor_id')
    .where('network_id', '=', viewer.network)
    .where('actor_id', '=', viewer.actor.id)
    .where('role', '=', 'administrator')
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .executeTakeFirst();
  return row !== undefined;
}

/** Makes a persona an administrator of its network from now on. */
export async function appoint(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('community.network_role')
    .values({
      network_id: network,
      actor_id: actor,
      role: 'administrator',
      valid_from: timestamp(at),
      valid_until: timestamp(FOREVER),
    })
    // Dismissed and appointed again within one millisecond.
    .onConflict((conflict) =>
      conflict
        .columns(['network_id', 'actor_id', 'role', 'valid_from'])
        .doUpdateSet({ valid_until: timestamp(FOREVER) }),
    )
    .execute();
}

/** Those who administer the network now; locked until the transaction ends, so that never all go at once. */
async function administrators(
  db: Kysely<Database>,
  network: NetworkId,
  at: Instant,
): Promise<readonly ActorId[]> {
  const rows = await db
    .selectFrom('community.network_role')
    .select('actor_id')
    .where('network_id', '=', network)
    .where('role', '=', 'administrator')
    .where('valid_from', '<=', instantValue(at))
    .where('valid_until', '>', instantValue(at))
    .orderBy('actor_id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.actor_id);
}

/** Whether the network would have no administrator without this persona. */
export async function isLastAdministrator(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<boolean> {
  const all = await administrators(db, network, at);
  return all.length === 1 && all[0] === actor;
}

/** Takes the role from a persona now. */
export async function dismiss(
  db: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
  at: Instant,
): Promise<void> {
  await db
    .updateTable('community.network_role')
    .set({ valid_until: timestamp(at) })
    .where('network_id', '=', network)
    .where('actor_id', '=', actor)
    .where('role', '=', 'administrator')
    .where('valid_until', '>', instantValue(at))
    .execute();
}
