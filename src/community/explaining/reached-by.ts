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
  grants: audiences.map((audience) => postGrant('' as GrantId, { audience, actions: ['see'] }, at)),
  within: [],
});

/** Whom such a thing of the viewer's reaches, as far as they may know. */
export async function reachedBy(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  owner: ActorId,
  audiences: readonly Audience[],
  at: Instant,
): Promise<Reached> {
  const lockdown = await readLockdown(deps, viewer, at);
  const thing = thingFor(owner, audiences, lockdown === null ? [] : [lockdown], at);
  return countReached(deps, viewer, toRead(at), ownThing(thing));
}
