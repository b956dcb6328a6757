import { sql } from 'kysely';
import type { ObjectFacts } from '../privacy/facts.ts';
import type { ActorId, Instant, NetworkId } from '../privacy/words.ts';
import type { Store } from './database.ts';
import { instantValue } from './time.ts';
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
  const pair = {
    network,
    owner: sql<string>`o.id`,
    viewer: { id: sql<string>`v.id` },
    now: instantValue(at),
  };
  const { rows } = await sql<{ viewer: ActorId; owner: ActorId }>`
    select v.id as viewer, o.id as owner
    from unnest(${[...viewers]}::uuid[]) as v (id), unnest(${[...owners]}::uuid[]) as o (id)
    where ${isAcquainted(pair)}`.execute(community);
  const found = new Map<ActorId, Set<ActorId>>();
  for (const { viewer, owner } of rows) found.set(viewer, (found.get(viewer) ?? new Set()).add(owner));
  return found;
}
