import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, FOREVER, type Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAcquaintances } from '../actors/acquaintances.ts';

/**
 * Mutes somebody: what they post stays out of one's feed and notifications. It changes nothing about who may see what.
 * @param seconds how long; null for until further notice
 */
export async function mute(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  target: ActorId,
  seconds: number | null,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  if (target === me) return refuse({ kind: 'invalid', says: 'One can’t mute oneself.' });
  const other = (await loadAcquaintances(deps, viewer, [target], at)).get(target);
  if (other === undefined || !(other.met || other.blocking || other.muting)) return absent;
  const valid_until = timestamp(seconds === null ? FOREVER : at + seconds * 1000);
  await deps.store.community
    .insertInto('community.mute')
    .values({ network_id: viewer.network, owner_id: me, muted_id: target, valid_until })
    .onConflict((conflict) =>
      conflict.columns(['network_id', 'owner_id', 'muted_id']).doUpdateSet({ valid_until }),
    )
    .execute();
  return ok(null);
}

export async function unmute(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  target: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined) return absent;
  const other = (await loadAcquaintances(deps, viewer, [target], at)).get(target);
  if (other === undefined || !(other.met || other.blocking || other.muting)) return absent;
  await deps.store.community
    .deleteFrom('community.mute')
    .where('network_id', '=', viewer.network)
    .where('owner_id', '=', me)
    .where('muted_id', '=', target)
    .execute();
  return ok(null);
}
