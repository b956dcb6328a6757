import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { isAdministrator } from '../networks/administrators.ts';
import { meetSpace } from '../spaces/space-membership.ts';
import { type MarkedBy, marksOn, setMark } from './mark.ts';

/** By whom a space is marked as sensitive, for who is in it, and for the network's administrators who may know of it. */
export async function spaceMarks(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<readonly MarkedBy[]>> {
  const space = await meetSpace(deps, viewer, id, at);
  if (space === null) return absent;
  if (!space.member && !(await isAdministrator(deps.store.community, viewer, at))) return absent;
  return ok(await marksOn(deps.store.community, viewer.network, { kind: 'space', topic: id }, at));
}

/**
 * Marks a space as sensitive, or no longer: as its administrator, or as one of the network who may know of it. Each takes back
 * their own mark alone.
 */
export async function markSpace(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { id, sensitive }: { readonly id: ActorId; readonly sensitive: boolean },
  at: Instant,
): Promise<Result<readonly MarkedBy[]>> {
  const space = await meetSpace(deps, viewer, id, at);
  if (space === null) return absent;
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const by: MarkedBy[] = [
    ...(space.administrator ? (['space'] as const) : []),
    ...((await isAdministrator(deps.store.community, viewer, at)) ? (['network'] as const) : []),
  ];
  if (by.length === 0) return administratorsOnly;
  // Who is both speaks for the space; what they marked for the network is taken back with it.
  for (const one of sensitive ? by.slice(0, 1) : by) {
    const mark = { kind: 'space', topic: id, by: one, sensitive } as const;
    await setMark(deps.store.community, viewer.network, mark, at);
  }
  return spaceMarks(deps, viewer, id, at);
}

const administratorsOnly = refuse({
  kind: 'forbidden',
  says: 'Only an administrator of the space, or of the network, marks it as sensitive.',
});
