import { ok, type Result, refuse } from '../../core/result.ts';
import { type ActorId, holdsAt, type Instant } from '../../privacy/words.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';

/**
 * The actor for whom the viewer acts on the network: a member who isn't suspended. Whoever waits for approval or has
 * left may read what is theirs, and changes nothing.
 */
export function actingMember(viewer: Viewer, at: Instant): Result<ActorId> {
  if (viewer.actor === null) return refuse({ kind: 'unauthenticated', says: 'Sign in first.' });
  if (holdsAt(viewer.facts.suspensions, at)) {
    return refuse({
      kind: 'forbidden',
      says: 'This persona is suspended; ask the network’s administrators why.',
    });
  }
  if (!isMemberAt(viewer, at)) {
    return refuse({
      kind: 'forbidden',
      says: 'This persona is not a member of the network yet, or no longer.',
    });
  }
  return ok(viewer.actor.id);
}
