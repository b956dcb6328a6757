import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { untie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { withdrawRequest } from '../connections/requests.ts';
import { isOnlyAdministrator, meetSpace } from './space-membership.ts';

export const nobodyLeft = refuse({
  kind: 'invalid',
  says: 'You are the only administrator of this space: make somebody else one first, or delete the space.',
});

/** Leaves a space, or takes the request to join back. */
export async function leaveSpace(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  const space = await meetSpace(deps, viewer, id, at);
  if (me === undefined || space === null) return absent;
  return deps.store.community.transaction().execute(async (trx) => {
    await lockSpace(trx, viewer.network, id, at);
    if (space.administrator && (await isOnlyAdministrator(trx, viewer, id, me, at))) return nobodyLeft;
    await lockPair(trx, viewer.network, me, id, at);
    await expel(trx, viewer.network, id, me, at);
    await withdrawRequest(trx, { network: viewer.network, from: me, to: id, kind: 'join' }, at);
    return ok(null);
  });
}

/** Makes changes of a space's administrators wait for one another. */
export const lockSpace = (trx: Kysely<Database>, network: NetworkId, space: ActorId, at: Instant) =>
  lockPair(trx, network, space, space, at);

/** Ends a membership, and the role that came with it. */
export async function expel(
  trx: Kysely<Database>,
  network: NetworkId,
  space: ActorId,
  member: ActorId,
  at: Instant,
): Promise<void> {
  await untie(trx, network, spaceKey(space), [member], at);
  await trx
    .deleteFrom('community.space_role')
    .where('network_id', '=', network)
    .where('space_id', '=', space)
    .where('actor_id', '=', member)
    .execute();
}
