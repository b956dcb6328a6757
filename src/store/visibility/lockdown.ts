import { sql } from 'kysely';
import type { NetworkId } from '../../privacy/words.ts';
import { APART, type Sql, type ViewerSql } from './sql.ts';

/** Of whom it is asked whether a lockdown is for them. */
export interface Pair {
  readonly network: NetworkId | Sql<NetworkId>;
  /** uuid of whoever may be in lockdown. */
  readonly owner: Sql<string>;
  readonly viewer: ViewerSql;
  /** timestamptz of the question. */
  readonly now: Sql<unknown>;
}

const liveAt = (alias: string, now: Sql<unknown>): Sql<boolean> =>
  sql`(${sql.ref(`${alias}.valid_from`)} <= ${now} and ${sql.ref(`${alias}.valid_until`)} > ${now})`;

/**
 * Whether the viewer is no stranger to the owner: the two are connected, the owner follows the viewer, or the two are in
 * a conversation that the owner has joined. To be asked into one is nothing that the owner did.
 */
export const isAcquainted = ({
  network,
  owner,
  viewer: { id },
  now,
}: Omit<Pair, 'viewer'> & {
  readonly viewer: Pick<ViewerSql, 'id'>;
}): Sql<boolean> => sql`(exists (
    select 1 from community.tie k_t where k_t.network_id = ${network} and k_t.member_id = ${id}
      and k_t.set_key = 'connections:' || ${owner} and ${liveAt('k_t', now)} ${APART})
  or exists (select 1 from community.tie k_t where k_t.network_id = ${network} and k_t.member_id = ${owner}
    and k_t.set_key = 'followers:' || ${id} and ${liveAt('k_t', now)} ${APART})
  or exists (select 1 from community.tie k_t
    join community.tie k_u on k_u.network_id = ${network} and k_u.member_id = ${id} and k_u.set_key = k_t.set_key
    join community.participant k_p on k_p.network_id = ${network} and k_p.actor_id = ${owner} and k_p.state = 'member'
      and starts_with(k_t.set_key, 'conversation:' || k_p.conversation_id || ':')
    where k_t.network_id = ${network} and k_t.member_id = ${owner} and k_t.set_key like 'conversation:%'
      and ${liveAt('k_t', now)} and ${liveAt('k_u', now)} ${APART}))`;

/** A lockdown of the owner's keeps the viewer out. */
export const isLockedOut = ({ network, owner, viewer, now }: Pair): Sql<boolean> => sql`exists (
  select 1 from community.lockdown k_l where k_l.network_id = ${network} and k_l.owner_id = ${owner}
    and ${liveAt('k_l', now)} and coalesce(${viewer.kind} = 'persona' and ${owner} <> ${viewer.id}, true)
    and ((k_l.strangers and not exists (
        select 1 from community.tie k_t
        join community.tie k_u on k_u.network_id = ${network} and k_u.member_id = k_t.member_id
          and k_u.set_key = 'connections:' || ${viewer.id} and ${liveAt('k_u', now)}
        where k_t.network_id = ${network} and k_t.set_key = 'connections:' || ${owner} and ${liveAt('k_t', now)} ${APART}))
      or (k_l.newer_than_days is not null and not exists (
        select 1 from community.tie k_t where k_t.network_id = ${network} and k_t.member_id = ${viewer.id}
          and k_t.set_key = 'network' and k_t.valid_from <= ${now} - k_l.newer_than_days * interval '24 hours' ${APART})))
    and not ${isAcquainted({ network, owner, viewer, now })} ${APART})`;
