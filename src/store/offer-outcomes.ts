import { type Kysely, sql } from 'kysely';
import type { Instant, NetworkId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import type { Sql } from './visibility/sql.ts';

/** Every grant by which a row `alias` of `community.offer_outcome` is kept still lives. */
export const isStillLet = (network: NetworkId, alias: string, at: Instant): Sql<boolean> => sql`not exists (
  select 1 from unnest(${sql.ref(`${alias}.grant_ids`)}) as o_by (id)
  left join community."grant" o_g on o_g.network_id = ${network} and o_g.id = o_by.id
  where o_g.id is null or o_g.valid_from > ${instantValue(at)} or o_g.valid_until <= ${instantValue(at)})`;

/**
 * Deletes what became of offers with the members whose grants end, as far as it was kept by one of them; in the transaction
 * that ends them.
 * @param ended of grants `g`
 */
export async function forgetOutcomes(
  db: Kysely<Database>,
  network: NetworkId,
  ended: Sql<boolean>,
  at: Instant,
): Promise<void> {
  await sql`
    delete from community.offer_outcome o using (
      select g.owner_id, array_agg(g.id) as ids from community."grant" g
      where g.network_id = ${network} and ${ended} and g.valid_until <= ${instantValue(at)} group by g.owner_id) gone
    where o.network_id = ${network} and o.actor_id = gone.owner_id and o.grant_ids && gone.ids`.execute(db);
}

/** For how many days after an offer has ended what became of it is kept, so that its numbers can still be asked for. */
export const OUTCOMES_DAYS = 30;

/** Deletes what was kept by grants that ran out, and of offers that ended long ago. */
export async function sweepOutcomes(db: Kysely<Database>, at: Instant): Promise<void> {
  await sql`
    delete from community.offer_outcome o using community.offer f
    where f.network_id = o.network_id and f.id = o.offer_id
      and f.valid_until <= ${instantValue(at)} - ${OUTCOMES_DAYS} * interval '24 hours'`.execute(db);
  await sql`
    delete from community.offer_outcome o where exists (
      select 1 from unnest(o.grant_ids) as by_grant (id)
      left join community."grant" g on g.network_id = o.network_id and g.id = by_grant.id
      where g.id is null or g.valid_until <= ${instantValue(at)})`.execute(db);
}
