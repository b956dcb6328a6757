import type { Kysely } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Database } from '../../store/schema.ts';
import { tie } from '../../store/ties.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { ask, dropRequest } from '../connections/requests.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { meetSpace } from './space-membership.ts';

/** Joins an open space; asks to join a closed one. A secret one can't be joined, only be added to. */
export async function joinSpace(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const space = await meetSpace(deps, viewer, id, at);
  if (space === null) return absent;
  if (space.member) return ok(null);
  if (space.openness === 'secret') return absent;
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    if ((await lockPair(trx, network, me.value, id, at)).blocked) return absent;
    if (space.openness === 'open') {
      await admit(trx, deps, network, id, me.value, 'space-joined', at);
    } else if (await ask(trx, deps, { network, from: me.value, to: id, kind: 'join' }, at)) {
      await enqueue(trx, deps, network, { kind: 'join-requested', from: me.value, space: id }, at);
    }
    return ok(null);
  });
}

/**
 * Makes an actor a member. Within a transaction that holds the pair's lock.
 * @param by their own doing, or an administrator's, of which they are told
 */
export async function admit(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  network: NetworkId,
  space: ActorId,
  member: ActorId,
  by: 'space-joined' | 'let-in',
  at: Instant,
): Promise<void> {
  await tie(trx, network, spaceKey(space), [member], at);
  await dropRequest(trx, { network, from: member, to: space, kind: 'join' });
  await enqueue(trx, deps, network, { kind: by, space, member }, at);
}
