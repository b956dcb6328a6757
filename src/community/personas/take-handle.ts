import type { Kysely } from 'kysely';
import type { ActorId, NetworkId } from '../../privacy/words.ts';
import type { Database } from '../../store/schema.ts';

/**
 * Makes a handle an actor's for good, unless it is or was another's: of several who take one at once, one gets it.
 * @returns whether it is the actor's now
 */
export async function takeHandle(
  db: Kysely<Database>,
  network: NetworkId,
  handle: string,
  actor: ActorId,
): Promise<boolean> {
  const name = handle.toLowerCase();
  await db
    .insertInto('community.handle')
    .values({ network_id: network, handle: name, actor_id: actor })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const owner = await db
    .selectFrom('community.handle')
    .select('actor_id')
    .where('network_id', '=', network)
    .where('handle', '=', name)
    .executeTakeFirst();
  return owner?.actor_id === actor;
}
