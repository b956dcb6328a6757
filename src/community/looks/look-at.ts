import { ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { countLook } from '../../store/look-counts.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ActorPage, lookUpActor, showActor } from '../actors/show-actor.ts';

type Given = Pick<Deps, 'store' | 'random'>;

/** Opens somebody's page; what isn't there for the viewer isn't looked at. */
export const lookAt = async (
  deps: Given,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<ActorPage>> => counted(deps, viewer, await showActor(deps, viewer, id, at), at);

/** The same by handle. */
export const lookAtHandle = async (
  deps: Given,
  viewer: Viewer,
  acct: string,
  at: Instant,
): Promise<Result<ActorPage>> => counted(deps, viewer, await lookUpActor(deps, viewer, acct, at), at);

async function counted(
  deps: Given,
  viewer: Viewer,
  page: Result<ActorPage>,
  at: Instant,
): Promise<Result<ActorPage>> {
  if (!page.ok) return page;
  const { profile } = page.value;
  // A space is opened often, and an organisation isn't stalked.
  if (profile.kind === 'persona') await countLook(deps, viewer, profile.id, at);
  return ok(page.value);
}
