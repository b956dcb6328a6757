import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { housesKeptBy } from './keeper.ts';

/**
 * The organisation as the viewer of what is its own, for one of its keepers: what they grant then is granted by it. Not
 * for administrators of the network: what is an organisation's is for itself to open.
 */
export async function asHouse(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<Viewer>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const kept = await housesKeptBy(deps.store.community, viewer.network, me.value, at);
  const house = kept.includes(organisation)
    ? await loadViewer(deps.store, viewer.network, organisation)
    : null;
  return house !== null && actingMember(house, at).ok ? ok(house) : absent;
}
