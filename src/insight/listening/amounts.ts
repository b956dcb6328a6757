import { sql } from 'kysely';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Hearing, heard } from './heard.ts';
import { countedIn, MOST_POSTS } from './listening-parts.ts';
import type { Stretch } from './span.ts';

/**
 * A query of what each member adds to each number, as `partsOf` has them: `subject`, `grants`, `part`, `cell`, `amount`. Who spoke
 * in more days or weeks than count counts in some of them, drawn from the member and the day alone, so that a member looks at
 * nobody else's data and no day is favoured.
 */
export function heardAmounts(hearing: Hearing, stretch: Stretch): Sql<unknown> {
  const { from, step, buckets } = stretch;
  const seconds = step / 1000;
  const cell = sql`(grp * ${buckets}::int + bucket)`;
  return sql`
    with said as materialized (
      select h.subject, h.grants, h.grp, h.score,
        floor(date_part('epoch', h.said - ${instantValue(from)}) / ${seconds}::float8)::int as bucket
      from (${heard(hearing, stretch)}) h),
    -- One row of grants for each, so that none is carried along.
    let_it as (select distinct on (subject) subject, grants from said),
    each as (
      select subject, grp, bucket, count(*)::int as posts, round(avg(score))::int as mood,
        row_number() over (partition by subject
          order by md5(subject::text || (${from / 1000}::float8 + bucket * ${seconds}::float8)::text), bucket) as turn
      from said where score is not null group by subject, grp, bucket),
    languages as (
      select subject, round(100.0 * count(*) filter (where score is null) / count(*))::int as other
      from said group by subject),
    amounts as (
      select subject, n.part, ${cell} as cell,
        case n.part when 0 then 1 when 1 then least(posts, ${MOST_POSTS}::int) else mood end as amount
      from each cross join unnest(array[0, 1, 2]) as n (part) where turn <= ${countedIn(buckets)}::int
      union all
      select subject, 3, n.cell, case n.cell when 0 then other else 100 - other end
      from languages cross join unnest(array[0, 1]) as n (cell))
    select a.subject, l.grants, a.part, a.cell, a.amount from amounts a join let_it l on l.subject = a.subject`;
}
