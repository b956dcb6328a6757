import type { Kysely } from 'kysely';
import { audience, canonical, NETWORK, spaceKey } from '../../privacy/audience.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import {
  type Action,
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type NetworkId,
  type ObjectId,
} from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { give, withdraw } from '../../store/grants.ts';
import type { Database, Openness } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';

/**
 * What a space shows of itself, as grants of its own: everybody on the network meets it and finds it, unless it is
 * secret; its list of members is for the network where it is open, for its members otherwise.
 */
export async function giveSpaceGrants(
  { ids }: Pick<Deps, 'ids'>,
  db: Kysely<Database>,
  network: NetworkId,
  space: ActorId,
  openness: Openness,
  at: Instant,
): Promise<void> {
  const members = audience({ kind: 'space', space });
  const everybody = canonical([[NETWORK], [spaceKey(space)]], []);
  if (members === null || everybody === null) throw new Error('one set is no oversized audience');
  const presence = openness === 'secret' ? members : everybody;
  const grants = [
    ['presence', ['see', 'mention'], presence],
    ['presence', ['find', 'search'], presence],
    ['ties', ['see'], openness === 'open' ? everybody : members],
  ] as const;
  for (const [kind, actions, to] of grants) {
    await give(db, network, {
      id: ids.next(`grant ${kind} ${actions[0]} ${space}`) as GrantId,
      owner: space,
      object: { kind, id: space as string as ObjectId },
      actions: actions satisfies readonly Action[],
      purpose: 'reading',
      audience: to,
      conditions: NO_CONDITIONS,
      from: at,
      until: FOREVER,
    });
  }
}

export async function withdrawSpaceGrants(
  db: Kysely<Database>,
  network: NetworkId,
  space: ActorId,
  at: Instant,
): Promise<void> {
  for (const kind of ['presence', 'ties'] as const) {
    await withdraw(db, network, { kind, id: space as string as ObjectId }, at);
  }
}

/** Ends whatever a space gave, also on what is shared by it: after its end nobody could. */
export async function withdrawAllOfSpace(
  db: Kysely<Database>,
  network: NetworkId,
  space: ActorId,
  at: Instant,
): Promise<void> {
  const objects = await db
    .selectFrom('community.grant')
    .select(['object_kind as kind', 'object_id as id'])
    .distinct()
    .where('network_id', '=', network)
    .where('owner_id', '=', space)
    .where('valid_until', '>', instantValue(at))
    .orderBy('object_id')
    .execute();
  for (const object of objects) await withdraw(db, network, object, at);
}
