import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asAdministrator } from '../networks/as-administrator.ts';
import { seenOrganisations } from './seen-organisations.ts';

/** Whether the viewer keeps the organisation: an administrator of the network, who sees it. */
export async function keepsOrganisation(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const administrator = await asAdministrator(deps, viewer, null, at);
  if (!administrator.ok) return administrator;
  return (await seenOrganisations(deps, viewer, [organisation], at)).has(organisation) ? ok(null) : absent;
}
