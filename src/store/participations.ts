import { type Kysely, sql } from 'kysely';
import type { ActorId, NetworkId, UseId } from '../privacy/words.ts';
import { takeOfEach } from './allowances.ts';
import type { Database } from './schema.ts';
import type { Sql } from './visibility/sql.ts';

/** That a use of many was noted in one row: each is to have their own. */
export interface UsePacked {
  readonly kind: 'use-packed';
  readonly use: UseId;
}

/**
 * A query of an actor's own part in uses, in rows or packed: `use_id` and `grant_ids`. Whoever wants to know of a member's
 * uses asks here, so that a use is there as soon as it is committed.
 */
export const participationsOf = (network: NetworkId, actor: ActorId | null): Sql<unknown> => sql`
  select r.use_id, r.grant_ids from community.data_use_participant r
  where r.network_id = ${network} and r.subject_id = ${actor}::uuid
  union all
  select k.use_id, array_remove(array[k.grants[array_position(k.subjects, ${actor}::uuid)]], null)
    || coalesce(k.more[array_position(k.more_of, ${actor}::uuid)]::uuid[], '{}') from community.data_use_packed k
  where k.network_id = ${network} and ${actor}::uuid = any(k.subjects)`;

/**
 * A query of whose data uses `u` of `community.data_use` were: `subject`, perhaps several times.
 * @param uses which of them: a condition over `u`
 */
export const participantsOf = (network: NetworkId, uses: Sql<boolean>): Sql<unknown> => sql`
  select r.subject_id as subject from community.data_use u
  join community.data_use_participant r on r.network_id = ${network} and r.use_id = u.id and r.subject_id is not null
  where u.network_id = ${network} and ${uses}
  union all
  select x.s from community.data_use u
  join community.data_use_packed k on k.network_id = ${network} and k.use_id = u.id
  cross join lateral unnest(k.subjects) x (s)
  where u.network_id = ${network} and ${uses}`;

/**
 * A query of `subject` and `grants` of what is packed, each once.
 * @param packs a table with the columns of `community.data_use_packed`
 */
export const unpacked = (packs: Sql<unknown>): Sql<unknown> => sql`
  select x.s as subject, array_remove(array[x.g], null) || coalesce(m.more::uuid[], '{}') as grants
  from ${packs} k cross join lateral unnest(k.subjects, k.grants) x (s, g)
  left join lateral unnest(k.more_of, k.more) m (s, more) on m.s = x.s`;

/** Gives each participant of a use that is packed a row of their own, in the caller's transaction; of another use nothing. */
export async function spreadUse(trx: Kysely<Database>, network: NetworkId, use: UseId): Promise<void> {
  const taking = {
    quarter: sql<string>`(select k.quarter from packed k limit 1)`,
    charge: sql<bigint>`(select k.charge from packed k limit 1)`,
  };
  await sql`
    with packed as (
      delete from community.data_use_packed where network_id = ${network} and use_id = ${use}
      returning quarter, charge, subjects, grants, more_of, more),
    each as materialized (${unpacked(sql`packed`)}),
    taken as (${takeOfEach(network, taking, sql`select e.subject from each e`)})
    insert into community.data_use_participant (network_id, use_id, n, subject_id, grant_ids)
    select ${network}::uuid, ${use}::uuid, row_number() over (order by subject) - 1, subject, grants from each`.execute(
    trx,
  );
}

/**
 * Forgets an actor's part in uses. Where the ledger may have it, the leaf stays and says nothing, so that others' proofs
 * hold. What is packed goes first: whatever is spread meanwhile has its rows by then.
 */
export async function forgetParticipations(
  trx: Kysely<Database>,
  network: NetworkId,
  actor: ActorId,
): Promise<void> {
  await sql`
    update community.data_use_packed k set
      (subjects, grants) = (select coalesce(array_agg(x.s), '{}'), coalesce(array_agg(x.g), '{}')
        from unnest(k.subjects, k.grants) x (s, g) where x.s <> ${actor}),
      (more_of, more) = (select coalesce(array_agg(x.s), '{}'), coalesce(array_agg(x.more), '{}')
        from unnest(k.more_of, k.more) x (s, more) where x.s <> ${actor})
    where k.network_id = ${network} and ${actor}::uuid = any(k.subjects)`.execute(trx);
  await trx
    .updateTable('community.data_use_participant')
    .set({ subject_id: null, grant_ids: null, salt: null })
    .where('network_id', '=', network)
    .where('subject_id', '=', actor)
    .execute();
}
