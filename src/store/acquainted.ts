import { sql } from 'kysely';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { param, template } from './prepared.ts';
import { timestamp } from './time.ts';
import { isAcquainted } from './visibility/lockdown.ts';

/** Those in lockdown, now or at another time, of the owners of the objects and of what they are within. */
export const ownersInLockdown = (objects: readonly ObjectFacts[]): ActorId[] => [
  ...new Set(
    objects
      .flatMap((object) => [object, ...object.within])
      .flatMap(({ owner, ownerLockdowns }) => (ownerLockdowns.length === 0 ? [] : [owner])),
  ),
];

/** To which of the owners each viewer is no stranger; who is one to all of them is left out. */
export async function acquaintedWith(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  owners: readonly ActorId[],
  viewers: readonly ActorId[],
  at: Instant,
): Promise<Map<ActorId, Set<ActorId>>> {
  if (owners.length === 0) return new Map();
  const rows = await acquainted.run(community, { network, owners, viewers, now: timestamp(at) });
  const found = new Map<ActorId, Set<ActorId>>();
  for (const { viewer, owner } of rows) found.set(viewer, (found.get(viewer) ?? new Set()).add(owner));
  return found;
}

const acquainted = template<{ viewer: ActorId; owner: ActorId }>(() => {
  const pair = {
    network: sql<NetworkId>`${param('network')}::uuid`,
    owner: sql<string>`o.id`,
    viewer: { id: sql<string>`v.id` },
    now: sql`${param('now')}::timestamptz`,
  };
  return sql`
    select v.id as viewer, o.id as owner
    from unnest(${param('viewers')}::uuid[]) as v (id), unnest(${param('owners')}::uuid[]) as o (id)
    where ${isAcquainted(pair)}`;
});
