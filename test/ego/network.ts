import { sql } from 'kysely';
import { readEgoNetworks } from '../../src/cli/import/ego-network/read-folder.ts';
import { importPeople } from '../../src/community/import/import-people.ts';
import type { ImportOutcome } from '../../src/community/import/people.ts';
import { uuidV7 } from '../../src/core/ids.ts';
import type { ActorId, CircleId, NetworkId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { testClock } from '../support/app.ts';
import { egoFolder } from '../support/shared-data.ts';

/** When the real network is imported. */
export const importedAt = Date.parse('2026-03-01T09:00:00.000Z');

const quiet = { step: () => undefined, advance: () => undefined };

/** Imports the ten real ego networks. */
export async function importEgo(store: Store, at = importedAt): Promise<ImportOutcome> {
  const people = await readEgoNetworks(egoFolder);
  const deps = { store, ids: uuidV7(testClock(at)) };
  const outcome = await importPeople(deps, { slug: 'ego', kind: 'employee' }, people, at, quiet);
  if (!outcome.ok) throw new Error('the import was refused');
  return outcome.value;
}

interface EgoCircle {
  readonly id: CircleId;
  readonly owner: ActorId;
  readonly members: readonly ActorId[];
}

export interface EgoNetwork {
  readonly network: NetworkId;
  readonly personas: readonly ActorId[];
  readonly circles: readonly EgoCircle[];
}

/** The imported network as the database has it. */
export async function readNetwork({ community }: Store): Promise<EgoNetwork> {
  const { id: network } = await community
    .selectFrom('community.network')
    .select('id')
    .where('slug', '=', 'ego')
    .executeTakeFirstOrThrow();
  const personas = await community
    .selectFrom('community.actor')
    .select('id')
    .where('network_id', '=', network)
    .orderBy('id')
    .execute();
  const circles = await community
    .selectFrom('community.circle')
    .select(['id', 'owner_id'])
    .where('network_id', '=', network)
    .orderBy('id')
    .execute();
  const ties = await community
    .selectFrom('community.tie')
    .select(['set_key', 'member_id'])
    .where('network_id', '=', network)
    .where(sql<boolean>`set_key like 'circle:%'`)
    .execute();
  const members = Map.groupBy(ties, ({ set_key }) => set_key.slice('circle:'.length));
  return {
    network,
    personas: personas.map(({ id }) => id),
    circles: circles.map(({ id, owner_id }) => ({
      id,
      owner: owner_id,
      members: (members.get(id) ?? []).map(({ member_id }) => member_id),
    })),
  };
}
