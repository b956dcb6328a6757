import { sql } from 'kysely';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { instantValue } from './time.ts';

/**
 * Whether a grant on any of them, or on what they are within, asks for connections in common, or a lockdown of an owner
 * does.
 */
export const needsMutual = (objects: readonly ObjectFacts[]): boolean =>
  objects.some((object) =>
    [object, ...object.within].some(
      (one) =>
        one.grants.some((grant) => 'mutual' in grant.conditions) ||
        one.ownerLockdowns.some(({ strangers }) => strangers),
    ),
  );

/** How many connections each viewer has in common with each owner. */
export async function mutualOf(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  objects: readonly { readonly object: ObjectFacts }[],
  viewers: readonly ActorId[],
  at: Instant,
): Promise<Map<ActorId, Map<ActorId, number>>> {
  const owners = new Set(objects.flatMap(({ object }) => [object, ...object.within].map((one) => one.owner)));
  owners.delete('' as ActorId);
  const now = instantValue(at);
  const { rows } = await sql<{ viewer: ActorId; owner: ActorId; shared: number }>`
    select v.id as viewer, o.id as owner, (
      select count(distinct mine.member_id) from community.tie mine
      join community.tie theirs on theirs.network_id = mine.network_id and theirs.member_id = mine.member_id
      where mine.network_id = ${network} and mine.set_key = 'connections:' || v.id
        and theirs.set_key = 'connections:' || o.id
        and mine.valid_from <= ${now} and mine.valid_until > ${now}
        and theirs.valid_from <= ${now} and theirs.valid_until > ${now}) as shared
    from unnest(${[...viewers]}::uuid[]) as v (id), unnest(${[...owners]}::uuid[]) as o (id)`.execute(
    community,
  );
  const found = new Map<ActorId, Map<ActorId, number>>();
  for (const { viewer, owner, shared } of rows) {
    found.set(viewer, (found.get(viewer) ?? new Map<ActorId, number>()).set(owner, shared));
  }
  return found;
}
