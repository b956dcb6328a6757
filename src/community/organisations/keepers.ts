import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { changeHouse, changeHouseFor } from './change-house.ts';
import { beginKeeping, endKeeping, keepersOf } from './keeper.ts';
import { keepsOrganisation } from './keeps-organisation.ts';

/** Who keeps the organisation's house, for those who do, and for administrators of the network. */
export async function listKeepers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly ActorId[]>> {
  const keeps = await keepsOrganisation(deps, viewer, organisation, at);
  if (!keeps.ok) return keeps;
  return ok(await keepersOf(deps.store.community, { network: viewer.network, organisation }, at));
}

/** Makes a member whom the viewer sees a keeper: the first one is appointed by an administrator of the network. */
export async function appointKeeper(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  return changeHouseFor(deps, viewer, { organisation, persona }, at, async (db, house) => {
    if (!(await keepersOf(db, house, at)).includes(persona)) await beginKeeping(db, house, persona, at);
    return ok(null);
  });
}

/**
 * Takes the role from a keeper, oneself too. The last one hands it on first, or is dismissed by an administrator of the
 * network.
 */
export async function dismissKeeper(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  return changeHouse<null>(deps, viewer, organisation, at, async (db, house) => {
    const keepers = await keepersOf(db, house, at);
    if (!keepers.includes(persona)) return absent;
    if (keepers.length === 1 && house.by === 'keeper') {
      return refuse({
        kind: 'conflict',
        says: 'The organisation needs somebody who keeps its seats; make somebody else a keeper first.',
      });
    }
    await endKeeping(db, house, persona, at);
    return ok(null);
  });
}
