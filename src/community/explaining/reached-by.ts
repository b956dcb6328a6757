import type { Audience } from '../../privacy/audience.ts';
import { toRead } from '../../privacy/decide.ts';
import type { Lockdown, ObjectFacts } from '../../privacy/facts.ts';
import type { ActorId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { readLockdown } from '../lockdown/read-lockdown.ts';
import { postGrant } from '../posts/post-grant.ts';
import { countReached, ownThing, type Reached } from './counted.ts';

/** A thing of somebody's that is for these audiences to read, and stands by itself. */
export const thingFor = (
  owner: ActorId,
  audiences: readonly Audience[],
  lockdowns: readonly Lockdown[],
  at: Instant,
): ObjectFacts => ({
  kind: 'post',
  id: '' as ObjectId,
  owner,
  ownerSuspensions: [],
  ownerLockdowns: lockdowns,
  label: 'public',
  since: at,
  grants: audiences.map((audience) => postGrant('' as GrantId, { audience, actions: ['see'] }, at)),
  within: [],
});

/** Counts whom such things of the viewer's reach, as far as they may know; the same audiences once. */
export async function reachCounter(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  owner: ActorId,
  at: Instant,
): Promise<(audiences: readonly Audience[]) => Promise<Reached>> {
  const lockdown = await readLockdown(deps, viewer, at);
  const lockdowns = lockdown === null ? [] : [lockdown];
  const counted = new Map<string, Promise<Reached>>();
  return (audiences) => {
    const name = JSON.stringify(audiences);
    const known =
      counted.get(name) ??
      countReached(deps, viewer, toRead(at), ownThing(thingFor(owner, audiences, lockdowns, at)));
    counted.set(name, known);
    return known;
  };
}
