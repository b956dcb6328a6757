import { type Kysely, sql } from 'kysely';
import type { Grant } from '../../privacy/grant.ts';
import type { ActorId, GrantId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { excludingSince, give, withdraw } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { takeLock } from '../../store/take-lock.ts';

/** Makes whatever changes an owner's folders wait its turn until the transaction ends. */
export async function lockTree(trx: Kysely<Database>, network: NetworkId, owner: ActorId): Promise<void> {
  await takeLock(trx, `folders ${network} ${owner}`);
}

/** Puts a thing, with all that lies in it, into other folders. */
export async function moveTree(
  trx: Kysely<Database>,
  network: NetworkId,
  id: ObjectId,
  within: readonly ObjectId[],
): Promise<void> {
  await sql`update community.resource set within = ${[...within]}::uuid[]
    where network_id = ${network} and id = ${id}`.execute(trx);
  await sql`update community.resource
    set within = within[1:array_position(within, ${id}::uuid)] || ${[...within]}::uuid[]
    where network_id = ${network} and within @> array[${id}::uuid]`.execute(trx);
}

/** How deep what lies in a thing goes below it; 0 where nothing does. */
export async function depthBelow(trx: Kysely<Database>, network: NetworkId, id: ObjectId): Promise<number> {
  const { rows } = await sql<{ deep: number | null }>`select max(array_position(within, ${id}::uuid)) as deep
    from community.resource where network_id = ${network} and within @> array[${id}::uuid]
      and deleted_at is null`.execute(trx);
  return rows[0]?.deep ?? 0;
}

/**
 * Gives a thing grants of its own: those by which it went until now, with the exclusions that they have. From then on it
 * may be narrowed; it still goes no further than its folder.
 */
export async function shareByItself(
  trx: Kysely<Database>,
  { ids }: Pick<Deps, 'ids'>,
  network: NetworkId,
  thing: { readonly id: ObjectId; readonly owner: ActorId; readonly grants: readonly Grant[] },
  at: Instant,
): Promise<void> {
  const object = { kind: 'resource', id: thing.id } as const;
  await trx
    .updateTable('community.resource')
    .set({ inherits: false })
    .where('network_id', '=', network)
    .where('id', '=', thing.id)
    .execute();
  for (const grant of thing.grants) {
    if (grant.until <= at) continue;
    await give(trx, network, {
      ...grant,
      id: ids.next(`grant resource ${grant.actions.join()} ${thing.id}`) as GrantId,
      owner: thing.owner,
      object,
      from: Math.max(grant.from, at),
      excludingSince: excludingSince(
        grant.audience,
        [{ except: grant.audience.except, since: grant.excludingSince }],
        Math.max(grant.from, at),
      ),
    });
  }
}

/** Ends a thing's own grants: from then on it is shared as its folder is. */
export async function shareAsFolder(
  trx: Kysely<Database>,
  network: NetworkId,
  id: ObjectId,
  at: Instant,
): Promise<void> {
  await withdraw(trx, network, { kind: 'resource', id }, at);
  await trx
    .updateTable('community.resource')
    .set({ inherits: true })
    .where('network_id', '=', network)
    .where('id', '=', id)
    .execute();
}
