import { ok, type Result, refuse } from '../../core/result.ts';
import { audience, NETWORK } from '../../privacy/audience.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { tie } from '../../store/ties.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asAdministrator } from '../networks/as-administrator.ts';
import { hueOf } from '../personas/persona.ts';
import { givePresence } from '../personas/presence.ts';
import { takeHandle } from '../personas/take-handle.ts';

export interface NewOrganisation {
  readonly handle: string;
  readonly displayName: string;
  readonly note: string;
}

/** Makes an organisation on the administrator's network, visible to its members. Nobody acts for it yet. */
export async function createOrganisation(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  { handle, displayName, note }: NewOrganisation,
  at: Instant,
): Promise<Result<ActorId>> {
  const administrator = await asAdministrator(deps, viewer, null, at);
  if (!administrator.ok) return administrator;
  const { network } = administrator.value;
  const members = audience({ kind: 'network' });
  if (members === null) throw new Error('a single atom is an audience');
  const id = deps.ids.next('organisation') as ActorId;
  return deps.store.community.transaction().execute(async (db): Promise<Result<ActorId>> => {
    if (!(await takeHandle(db, network, handle, id))) {
      return refuse({ kind: 'conflict', says: 'That handle is taken on this network; choose another.' });
    }
    await db
      .insertInto('community.actor')
      .values({
        network_id: network,
        id,
        kind: 'organisation',
        handle,
        display_name: displayName,
        note,
        naming: 'legal',
        colour: hueOf(id),
        locked: false,
        bot: false,
        settings: '{}',
        created_at: timestamp(at),
      })
      .execute();
    await tie(db, network, NETWORK, [id], at);
    await givePresence(deps, db, network, id, { see: members, find: members }, at);
    return ok(id);
  });
}
