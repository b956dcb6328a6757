import { sql } from 'kysely';
import type { Acknowledgement } from '../../privacy/consents.ts';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { participationsOf } from '../../store/participations.ts';

/** Which of an actor's grants organisations used their data under: how often, and when last. */
export async function usesUnder(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  owner: ActorId,
  grants: readonly string[],
): Promise<ReadonlyMap<string, Acknowledgement>> {
  const { rows } = await sql<{ under: string; since: Instant; count: number }>`
    select under.id as under, max(u.used_at) as since, count(*) as count
    from (${participationsOf(network, owner)}) p
    join community.data_use u on u.network_id = ${network} and u.id = p.use_id
    cross join lateral unnest(p.grant_ids) as under (id)
    where under.id = any(${grants}::uuid[])
    group by under.id`.execute(store.community);
  return new Map(rows.map(({ under, since, count }) => [under, { part: 'use', since, count }]));
}
