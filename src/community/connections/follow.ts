import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { followersKey } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { tie, untie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { joinSpace } from '../spaces/join.ts';
import { leaveSpace } from '../spaces/leave.ts';
import { lockPair } from './pair-lock.ts';
import { ask, dropRequest, withdrawRequest } from './requests.ts';

type Parts = Pick<Deps, 'store' | 'ids'>;

/** Follows at once, or asks where the other is locked. Following a space is joining it. */
export async function follow(
  deps: Parts,
  viewer: Viewer,
  target: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const other = await meet(deps, viewer, target, at);
  if (other === null) return absent;
  if (target === me.value) return refuse({ kind: 'invalid', says: 'One can’t follow oneself.' });
  if (viewer.actor?.kind === 'organisation' && other.kind !== 'organisation') {
    return refuse({ kind: 'invalid', says: 'An organisation follows other organisations.' });
  }
  if (other.kind === 'group') return joinSpace(deps, viewer, target, at);
  if (other.following) return ok(null);
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    if ((await lockPair(trx, network, me.value, target, at)).blocked) return absent;
    if (other.locked) {
      const tell = await ask(trx, deps, { network, from: me.value, to: target, kind: 'follow' }, at);
      if (tell)
        await enqueue(trx, deps, network, { kind: 'follow-requested', from: me.value, to: target }, at);
      return ok(null);
    }
    await tie(trx, network, followersKey(target), [me.value], at);
    await dropRequest(trx, { network, from: me.value, to: target, kind: 'follow' });
    await enqueue(trx, deps, network, { kind: 'followed', follower: me.value, followed: target }, at);
    return ok(null);
  });
}

/** Stops following, or takes the request back. The other isn't told. Leaves, where the other is a space. */
export async function unfollow(
  deps: Parts,
  viewer: Viewer,
  target: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  const other = await meet(deps, viewer, target, at);
  if (me === undefined || other === null) return absent;
  if (other.kind === 'group' && other.member) return leaveSpace(deps, viewer, target, at);
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, network, me, target, at);
    await untie(trx, network, followersKey(target), [me], at);
    const kind = other.kind === 'group' ? 'join' : 'follow';
    await withdrawRequest(trx, { network, from: me, to: target, kind }, at);
    return ok(null);
  });
}

/** Makes somebody follow no longer. They aren't told. */
export async function dropFollower(
  deps: Parts,
  viewer: Viewer,
  follower: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = viewer.actor?.id;
  if (me === undefined || (await meet(deps, viewer, follower, at)) === null) return absent;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockPair(trx, viewer.network, me, follower, at);
    await untie(trx, viewer.network, followersKey(me), [follower], at);
  });
  return ok(null);
}
