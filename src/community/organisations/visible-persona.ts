import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';

/** Whether it is a persona whom the viewer sees. */
export async function isVisiblePersona(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  persona: ActorId,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.actor
    where network_id = ${viewer.network} and id = ${persona} and kind = 'persona'`.execute(
    deps.store.community,
  );
  return rows.length > 0 && (await seenActors(deps, viewer, [persona], at)).has(persona);
}
