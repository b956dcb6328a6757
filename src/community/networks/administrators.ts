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
    .execute();
}
