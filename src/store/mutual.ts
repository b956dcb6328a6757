import { sql } from 'kysely';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { param, template } from './prepared.ts';
import { timestamp } from './time.ts';

/**
 * Owners with whom connections in common count: of those of the objects and of what these are within, where a grant or a
 * lockdown asks for some.
 */
export const ownersOfMutual = (objects: readonly ObjectFacts[]): ActorId[] => [
  ...new Set(
    objects
      .flatMap((object) => [object, ...object.within])
      .filter(
        ({ grants, ownerLockdowns }) =>
          grants.some((grant) => 'mutual' in grant.conditions) ||
          ownerLockdowns.some(({ strangers }) => strangers),
      )
      .map(({ owner }) => owner),
  ),
];

/** How many connections each viewer has in common with each owner; who has none is left out. */
export async function mutualOf(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  owners: readonly ActorId[],
  viewers: readonly ActorId[],
  at: Instant,
): Promise<Map<ActorId, Map<ActorId, number>>> {
  if (owners.length === 0) return new Map();
  const rows = await mutual.run(community, { network, owners, viewers, now: timestamp(at) });
  const found = new Map<ActorId, Map<ActorId, number>>();
  for (const { viewer, owner, shared } of rows) {
    found.set(viewer, (found.get(viewer) ?? new Map<ActorId, number>()).set(owner, shared));
  }
  return found;
}

/** Of each two, the members of both sets: both are read from the index alone, and neither is looked up in the other. */
const mutual = template<{ viewer: ActorId; owner: ActorId; shared: number }>(() => {
  const connections = (of: string) => sql`select c.member_id from community.tie c
    where c.network_id = ${param('network')}::uuid and c.set_key = 'connections:' || ${sql.ref(of)}
      and c.valid_from <= ${param('now')}::timestamptz and c.valid_until > ${param('now')}::timestamptz`;
  return sql`
    select v.id as viewer, o.id as owner, (
      select count(*) from (${connections('v.id')} intersect ${connections('o.id')}) both_have) as shared
    from unnest(${param('viewers')}::uuid[]) as v (id), unnest(${param('owners')}::uuid[]) as o (id)`;
});
