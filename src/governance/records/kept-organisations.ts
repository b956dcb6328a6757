import { sql } from 'kysely';
import { atomOf, type Key } from '../../privacy/audience.ts';
import type { ActorId, Discipline, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { heldSeats } from '../../store/held-seats.ts';
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
  const { rows } = await sql<{ key: Key }>`select distinct t.set_key as key from community.tie t
    where t.network_id = ${viewer.network} and t.member_id = ${viewer.actor?.id ?? null}::uuid
      and t.set_key like 'experts:%' order by 1`.execute(deps.store.community);
  const ids = new Set<ActorId>();
  for (const { key } of rows) {
    const atom = atomOf(key);
    if (atom.kind === 'experts') ids.add(atom.organisation);
  }
  const kept: KeptOrganisation[] = [];
  for (const id of ids) {
    const seats = await heldSeats(deps, viewer, id, at);
    if (seats === null || seats.disciplines.length === 0) continue;
    const row = await deps.store.community
      .selectFrom('community.actor')
      .select('display_name')
      .where('network_id', '=', viewer.network)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    kept.push({ id, name: row.display_name, disciplines: seats.disciplines });
  }
  return kept;
}
