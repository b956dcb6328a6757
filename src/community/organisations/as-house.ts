import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadViewer, type Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { keepsOrganisation } from './keeps-organisation.ts';

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
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  const house = keeps.value === 'keeper' ? await loadViewer(deps.store, viewer.network, organisation) : null;
  if (house === null) return absent;
  const acting = actingMember(house, at);
  return acting.ok ? ok(house) : absent;
}
