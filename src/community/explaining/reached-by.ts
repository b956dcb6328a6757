import type { Audience } from '../../privacy/audience.ts';
import { toRead } from '../../privacy/decide.ts';
import type { ObjectFacts } from '../../privacy/facts.ts';
import type { ActorId, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { postGrant } from '../posts/post-grant.ts';
import { countReached, ownThing, type Reached } from './counted.ts';

/** A thing of somebody's that is for these audiences to read, and stands by itself. */
export const thingFor = (owner: ActorId, audiences: readonly Audience[], at: Instant): ObjectFacts => ({
  kind: 'post',
  id: '' as ObjectId,
  owner,
  ownerSuspensions: [],
  label: 'public',
  grants: audiences.map((audience) => postGrant('' as GrantId, { audience, actions: ['see'] }, at)),
  within: [],
});

/** Whom such a thing of the viewer's reaches, as far as they may know. */
export const reachedBy = (
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  owner: ActorId,
  audiences: readonly Audience[],
  at: Instant,
): Promise<Reached> => countReached(deps, viewer, toRead(at), ownThing(thingFor(owner, audiences, at)));
