import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { withdraw } from '../../store/grants.ts';
import type { Viewer } from '../../store/viewer.ts';
import { wholeList } from '../actors/list-page.ts';
import { giveGrant, MOST_LIVE_GRANTS } from '../grants/give-grant.ts';
import { listGrants, type OwnGrant } from '../grants/list-grants.ts';
import type { NewGrantInput } from '../grants/new-grant.ts';
import { type Met, meetResource } from './resource-source.ts';

/** The grants by which a resource of the viewer's goes that are its own: none where it goes by its folder's. */
export async function grantsOfResource(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<OwnGrant[]>> {
  const met = await managed(deps, viewer, id, at);
  if (!met.ok) return met;
  const filter = { kind: 'resource', object: id, grant: null } as const;
  return ok(await listGrants(deps, viewer, filter, wholeList(MOST_LIVE_GRANTS), at, met.value.owner));
}

/** Gives a grant on a resource, in its owner's name: an organisation is then the grantor. */
export async function shareResource(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ObjectId,
  grant: Omit<NewGrantInput, 'object'>,
  at: Instant,
): Promise<Result<OwnGrant>> {
  const met = await managed(deps, viewer, id, at);
  if (!met.ok) return met;
  return giveGrant(deps, viewer, { ...grant, object: { kind: 'resource', id } }, at, met.value.owner);
}

/** Ends one of the grants on a resource, now. */
export async function endSharing(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  grant: GrantId,
  at: Instant,
): Promise<Result<null>> {
  const grants = await grantsOfResource(deps, viewer, id, at);
  if (!grants.ok) return grants;
  if (!grants.value.some((one) => one.id === grant)) return absent;
  await deps.store.community.transaction().execute(async (trx) => {
    await withdraw(trx, viewer.network, { kind: 'resource', id }, at, { grant });
    await announce(trx, { network: viewer.network, kind: 'narrow', id, at });
  });
  return ok(null);
}

async function managed(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<Met>> {
  const met = await meetResource(deps, viewer, id, at);
  if (met === null) return absent;
  return met.isManager ? ok(met) : refuse({ kind: 'forbidden', says: 'Only its owner can do that.' });
}
