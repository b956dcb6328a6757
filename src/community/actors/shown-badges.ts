import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAcquaintances } from './acquaintances.ts';
import { attributesOf, type ShownAttribute } from './show-actor.ts';

/** Badges of some actors that the viewer may see: as on their pages, so that whom the viewer doesn't meet has none. */
export async function shownBadges(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: readonly ActorId[],
  at: Instant,
): Promise<ReadonlyMap<ActorId, readonly ShownAttribute[]>> {
  const badges = await attributesOf(deps, viewer, of, 'works-at', at);
  const met = await loadAcquaintances(deps, viewer, badges.keys(), at);
  return new Map([...badges].filter(([id]) => id === viewer.actor?.id || met.get(id)?.met === true));
}
