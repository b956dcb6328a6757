import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { isAdministrator } from '../networks/administrators.ts';
import { asAdministrator } from '../networks/as-administrator.ts';
import { housesKeptBy } from './keeper.ts';
import { seenOrganisations } from './seen-organisations.ts';

/**
 * Whether the viewer keeps the organisation's house: one of its keepers, or an administrator of the network who sees it.
 * To everybody else its house is absent, whether or not they see the organisation.
 * @returns in which of the two parts
 */
export async function keepsOrganisation(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<'keeper' | 'administrator'>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const kept = await housesKeptBy(deps.store.community, viewer.network, me.value, at);
  if (kept.includes(organisation)) return ok('keeper');
  if (!(await isAdministrator(deps.store.community, viewer, at))) return absent;
  const seen = await seenOrganisations(deps, viewer, [organisation], at);
  return seen.has(organisation) ? ok('administrator') : absent;
}

/** Whether the viewer is an administrator of the network who sees the organisation: what it doesn't decide for itself. */
export async function administersOrganisation(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, null, at);
  if (!administrator.ok) return administrator;
  return (await seenOrganisations(deps, viewer, [organisation], at)).has(organisation) ? ok(null) : absent;
}
