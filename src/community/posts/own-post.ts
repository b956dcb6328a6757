import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenPost } from './post-source.ts';

/** The words of a post as its author wrote them, and where it stands. */
export interface OwnPost {
  readonly candidate: Candidate;
  readonly author: ActorId;
  readonly text: string | null;
  readonly spoiler: string;
  readonly space: ActorId | null;
  readonly isBoost: boolean;
}

/** A post that the viewer wrote and didn't delete; null for any other. */
export async function ownPost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<OwnPost | null> {
  const candidate = await seenPost(deps, viewer, id, at);
  const author = candidate?.facts.object.owner;
  if (candidate === null || author === undefined || author !== viewer.actor?.id) return null;
  const row = await deps.store.community
    .selectFrom('community.post')
    .select(['text', 'spoiler', 'space_id', 'boost_of'])
    .where('network_id', '=', viewer.network)
    .where('id', '=', candidate.id)
    .executeTakeFirstOrThrow();
  return {
    candidate,
    author,
    text: row.text,
    spoiler: row.spoiler,
    space: row.space_id,
    isBoost: row.boost_of !== null,
  };
}
