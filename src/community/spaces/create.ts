import { z } from 'zod';
import { ok, type Result, refuse } from '../../core/result.ts';
import { spaceKey } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { tie } from '../../store/ties.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { displayNameSchema, handleSchema, noteSchema } from '../personas/handle.ts';
import { hueOf } from '../personas/persona.ts';
import { takeHandle } from '../personas/take-handle.ts';
import { giveSpaceGrants } from './space-grants.ts';

export const opennessSchema = z.enum(['open', 'closed', 'secret'], 'is open, closed or secret');

export const newSpaceSchema = z.strictObject({
  handle: handleSchema,
  title: displayNameSchema,
  note: noteSchema.default(''),
  openness: opennessSchema,
});

export type NewSpace = z.output<typeof newSpaceSchema>;

/** Makes a space, of which the maker is the first member and administrator. */
export async function createSpace(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  { handle, title, note, openness }: NewSpace,
  at: Instant,
): Promise<Result<ActorId>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    const id = deps.ids.next(`space ${handle}`) as ActorId;
    if (!(await takeHandle(trx, network, handle, id))) {
      return refuse({
        kind: 'conflict',
        says: `The handle ${handle} is taken on this network; choose another.`,
      });
    }
    await trx
      .insertInto('community.actor')
      .values({
        network_id: network,
        id,
        kind: 'group',
        handle,
        display_name: title,
        note,
        naming: 'chosen',
        colour: hueOf(id),
        locked: openness !== 'open',
        bot: false,
        settings: '{}',
        created_at: timestamp(at),
      })
      .execute();
    const place = { network_id: network, actor_id: id };
    await trx
      .insertInto('community.space')
      .values({ ...place, openness, created_by: me.value, created_at: timestamp(at) })
      .execute();
    await trx
      .insertInto('community.space_role')
      .values({ network_id: network, space_id: id, actor_id: me.value, role: 'administrator' })
      .execute();
    await tie(trx, network, spaceKey(id), [me.value], at);
    await giveSpaceGrants(deps, trx, network, id, openness, at);
    return ok(id);
  });
}
