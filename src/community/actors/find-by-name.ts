import { sql } from 'kysely';
import type { ActorId, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';

/**
 * The actor with this `handle@network`, without asking who may see it: for the operator's own commands alone.
 * @returns null where there is none, or where the name isn't of that form
 */
export async function findActor(
  { store }: Pick<Deps, 'store'>,
  name: string,
): Promise<{ network: NetworkId; id: ActorId } | null> {
  const [handle, slug, ...rest] = name.toLowerCase().replace(/^@/, '').split('@');
  if (handle === undefined || slug === undefined || rest.length > 0) return null;
  const row = await store.community
    .selectFrom('community.actor as a')
    .innerJoin('community.network as n', 'n.id', 'a.network_id')
    .select(['a.network_id', 'a.id'])
    .where('n.slug', '=', slug)
    .where(sql`lower(a.handle)`, '=', handle)
    .executeTakeFirst();
  return row === undefined ? null : { network: row.network_id, id: row.id };
}
