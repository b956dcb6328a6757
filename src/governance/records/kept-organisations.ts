import type { ActorId, Discipline, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedAnywhere } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';

/** An organisation whose expert the viewer is. */
export interface KeptOrganisation {
  readonly id: ActorId;
  readonly name: string;
  readonly disciplines: readonly Discipline[];
}

/** Whose records the viewer may keep. */
export async function keptOrganisations(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  at: Instant,
): Promise<KeptOrganisation[]> {
  const kept: KeptOrganisation[] = [];
  for (const { organisation: id, disciplines } of await seatedAnywhere(deps.store.community, viewer, at)) {
    if (disciplines.length === 0) continue;
    const row = await deps.store.community
      .selectFrom('community.actor')
      .select('display_name')
      .where('network_id', '=', viewer.network)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    kept.push({ id, name: row.display_name, disciplines });
  }
  return kept;
}
