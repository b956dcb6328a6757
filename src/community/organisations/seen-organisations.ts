import { sql } from 'kysely';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { seenActors } from '../actors/seen-actors.ts';

/** Those of the ids that are organisations which the viewer may see. */
export async function seenOrganisations(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ActorId[],
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ id: ActorId }>`select a.id from community.actor a
    where a.network_id = ${viewer.network} and a.kind = 'organisation' and a.id = any(${[...ids]}::uuid[])`.execute(
    deps.store.community,
  );
  return seenActors(
    deps,
    viewer,
    rows.map(({ id }) => id),
    at,
  );
}
