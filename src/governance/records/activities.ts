import { type Kysely, sql } from 'kysely';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, BusinessFunction, Instant, NetworkId } from '../../privacy/words.ts';
import { ownDeeds } from '../../store/own-deeds.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { RecordedDeed } from './standing-facts.ts';

/** What an organisation did in one function for one purpose: one kind of deed of all that really ran. */
export interface Activity {
  /** Null is a service of the organisation's. */
  readonly function: BusinessFunction | null;
  readonly purpose: Purpose;
  readonly deed: RecordedDeed;
  /** How often: the organisation's own deeds, exactly. Of how many members is told by nothing here. */
  readonly times: number;
  readonly first: Instant;
  readonly last: Instant;
  /** Kinds of attributes that it read. */
  readonly kinds: readonly string[];
}

/** A stretch of time, from up to but not including until. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/**
 * What an organisation did with members' data in a time. Counts are taken from the answers that it was given, and comparisons with
 * lists from the attempts, which there are whether anybody was among those counted or not.
 */
export async function loadActivities(
  db: Kysely<Database>,
  network: NetworkId,
  organisation: ActorId,
  { from, until }: Span,
): Promise<Activity[]> {
  const within = (column: string) => {
    const at = sql.ref(column);
    return sql`${at} >= ${instantValue(from)} and ${at} < ${instantValue(until)}`;
  };
  const { rows } = await sql<Activity>`
    select d.function, d.purpose, d.deed, count(*) as times, min(d.at) as first, max(d.at) as last,
      array(select distinct k.kind from (${ownDeeds(network, organisation)}) u, unnest(u.kinds) as k (kind)
        where u.function is not distinct from d.function and u.purpose = d.purpose and u.deed = d.deed
          and ${within('u.used_at')} order by 1) as kinds
    from (
      select u.function, u.purpose, u.deed, u.used_at as at from (${ownDeeds(network, organisation)}) u
      where u.deed not in ('counted', 'exported', 'listened', 'compared') and ${within('u.used_at')}
      union all
      select a.function, a.purpose, case when a.what in ('export', 'synthetic') then 'exported'
          when a.what in ('listening', 'terms') then 'listened' else 'counted' end, a.asked_at
      from community.noise_answer a
      where a.network_id = ${network} and a.organisation_id = ${organisation} and a.what not in ('breach', 'resolution')
        and ${within('a.asked_at')}
      union all
      select r.function, 'entity-resolution', 'compared', r.attempted_at from community.resolution_attempt r
      where r.network_id = ${network} and r.organisation_id = ${organisation} and ${within('r.attempted_at')}
      union all
      select c.function, c.function, 'talked', c.created_at from community.conversation c
      where c.network_id = ${network} and c.organisation_id = ${organisation} and c.function is not null
        and ${within('c.created_at')}) d
    group by d.function, d.purpose, d.deed
    order by d.function nulls last, d.purpose, d.deed`.execute(db);
  return rows;
}
