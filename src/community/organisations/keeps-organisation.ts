import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { isAdministrator } from '../networks/administrators.ts';
import { asAdministrator } from '../networks/as-administrator.ts';
import { asHouse } from './as-house.ts';
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
  const house = await asHouse(deps, viewer, organisation, at);
  if (house.ok) return ok('keeper');
  if (house.refusal.kind !== 'absent') return house;
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
