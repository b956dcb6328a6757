import type { Kysely } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';

/**
 * Tells a persona that one viewer looked at them unusually often, in the place of an earlier notice of the kind. It
 * comes from the persona itself, since of nobody else it tells.
 */
export async function notifyOfLooks(
  { ids }: Pick<Deps, 'ids'>,
  trx: Kysely<Database>,
  network: NetworkId,
  persona: ActorId,
  at: Instant,
): Promise<void> {
  const id = ids.next(`notification looked_at ${persona}`);
  await trx
    .deleteFrom('community.notification')
    .where('network_id', '=', network)
    .where('owner_id', '=', persona)
    .where('kind', '=', 'looked_at')
    .execute();
  await trx
    .insertInto('community.notification')
    .values({
      network_id: network,
      owner_id: persona,
      id,
      kind: 'looked_at',
      from_id: persona,
      post_id: null,
      created_at: timestamp(at),
    })
    .execute();
  await announce(trx, { network, kind: 'notify', id, at, to: persona });
}
