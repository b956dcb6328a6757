import { z } from 'zod';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { untie } from '../../store/ties.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { displayNameSchema, noteSchema } from '../personas/handle.ts';
import { opennessSchema } from './create.ts';
import { lockSpace } from './leave.ts';
import { giveSpaceGrants, withdrawAllOfSpace, withdrawSpaceGrants } from './space-grants.ts';
import { type MetSpace, meetSpace } from './space-membership.ts';

export const spaceChangesSchema = z.strictObject({
  title: displayNameSchema.optional(),
  note: noteSchema.optional(),
  openness: opennessSchema.optional(),
});

export type SpaceChanges = z.output<typeof spaceChangesSchema>;

const administratorsOnly = refuse({
  kind: 'forbidden',
  says: 'Only an administrator of the space may do this; ask one of them.',
});

/** The space, where the viewer administers it. */
export async function administered(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<MetSpace>> {
  const space = await meetSpace(deps, viewer, id, at);
  if (space === null) return absent;
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  return space.administrator ? ok(space) : administratorsOnly;
}

/** Changes what a space is called, and who meets it. What was posted for everybody on the network stays so. */
export async function changeSpace(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ActorId,
  { title, note, openness }: SpaceChanges,
  at: Instant,
): Promise<Result<null>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  const to = openness ?? found.value.openness;
  if (found.value.openness === 'open' && to !== 'open') {
    return refuse({
      kind: 'invalid',
      field: 'openness',
      says: 'what was posted here is for everybody on the network, so this space stays open; make a new one',
    });
  }
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockSpace(trx, network, id, at);
    await trx
      .updateTable('community.actor')
      .set({
        locked: to !== 'open',
        ...(title === undefined ? {} : { display_name: title }),
        ...(note === undefined ? {} : { note }),
      })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .execute();
    if (to === found.value.openness) return;
    await trx
      .updateTable('community.space')
      .set({ openness: to })
      .where('network_id', '=', network)
      .where('actor_id', '=', id)
      .execute();
    await withdrawSpaceGrants(trx, network, id, at);
    await giveSpaceGrants(deps, trx, network, id, to, at);
    // Whoever asks for what they can't see any more would still meet it by the request.
    if (to === 'secret') await dropJoinRequests(trx, network, id);
  });
  return ok(null);
}

/**
 * Ends a space: nobody is in it or meets it any more, and what it shared itself is seen by nobody. Posts stay with whom
 * their authors let see them otherwise.
 */
export async function endSpace(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  const { network } = viewer;
  await deps.store.community.transaction().execute(async (trx) => {
    await lockSpace(trx, network, id, at);
    await trx
      .updateTable('community.space')
      .set({ ended_at: timestamp(at) })
      .where('network_id', '=', network)
      .where('actor_id', '=', id)
      .execute();
    await untie(trx, network, spaceKey(id), 'all', at);
    await withdrawAllOfSpace(trx, network, id, at);
    await dropJoinRequests(trx, network, id);
    await trx
      .deleteFrom('community.space_role')
      .where('network_id', '=', network)
      .where('space_id', '=', id)
      .execute();
  });
  return ok(null);
}

type Trx = Parameters<typeof withdrawSpaceGrants>[0];

async function dropJoinRequests(trx: Trx, network: Viewer['network'], space: ActorId): Promise<void> {
  await trx
    .deleteFrom('community.tie_request')
    .where('network_id', '=', network)
    .where('to_id', '=', space)
    .where('kind', '=', 'join')
    .execute();
}
