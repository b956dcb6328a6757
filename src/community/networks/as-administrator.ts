import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { actingMember } from '../actors/acting.ts';
import { isAdministrator } from './administrators.ts';

/** The administrator who acts, and where. */
export interface Administrator {
  readonly network: NetworkId;
  readonly actor: ActorId;
}

/**
 * The viewer as administrator of their network.
 * @param slug of the network that the address names; another than the viewer's own is absent to them
 */
export async function asAdministrator(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  slug: string | null,
  at: Instant,
): Promise<Result<Administrator>> {
  if (slug !== null) {
    const row = await store.community
      .selectFrom('community.network')
      .select('id')
      .where('id', '=', viewer.network)
      .where('slug', '=', slug)
      .executeTakeFirst();
    if (row === undefined) return absent;
  }
  const actor = actingMember(viewer, at);
  if (!actor.ok) return actor;
  if (!(await isAdministrator(store.community, viewer, at))) {
    return refuse({ kind: 'forbidden', says: 'Only administrators of the network may do that.' });
  }
  return ok({ network: viewer.network, actor: actor.value });
}
