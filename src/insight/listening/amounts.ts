import { type Kysely, sql } from 'kysely';
import type { Database } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/sql.ts';
import { type Hearing, heard, speakers } from './heard.ts';
import { countedIn, MOST_POSTS } from './listening-parts.ts';
import type { Stretch } from './span.ts';

/**
 * Puts down who spoke in which day or week, in how many posts, and how these sounded: until the transaction is over, in a table
 * of its own, since the database reads in parallel only where it writes nothing else.
 */
export async function putSpoke(trx: Kysely<Database>, hearing: Hearing, stretch: Stretch): Promise<void> {
  const { from, step } = stretch;
  await sql`
    create temporary table spoke on commit drop as
    select h.subject, h.bucket, count(h.score)::int as posts, sum(h.score)::int as mood, count(*)::int as many
    from (
      select h.subject, h.score,
        floor(date_part('epoch', h.said - ${instantValue(from)}) / ${step / 1000}::float8)::int as bucket
      from (${heard(hearing, stretch)}) h) h
    group by h.subject, h.bucket`.execute(trx);
}

/**
 * A query of what each member adds to each number, as `partsOf` has them, once {@link putSpoke} has it: `subject`, `grants`, `part`,
 * `cell`, `amount`. Who spoke in more days or weeks than count counts in some of them, drawn from the member and the day alone, so
 * that a member looks at nobody else's data and no day is favoured.
 */
export function heardAmounts(hearing: Hearing, { from, step, buckets }: Stretch): Sql<unknown> {
  return sql`
    with speakers as materialized (${speakers(hearing)}),
    said as materialized (
      select p.subject, s.grp, p.bucket, p.posts, p.mood, p.many
      from pg_temp.spoke p join speakers s on s.subject = p.subject),
    each as (
      select subject, grp, bucket, posts, round(mood::numeric / posts)::int as mood,
        row_number() over (partition by subject
          order by md5(subject::text || (${from / 1000}::float8 + bucket * ${step / 1000}::float8)::text), bucket) as turn
      from said where posts > 0),
    languages as (
      select subject, round(100.0 * sum(many - posts) / sum(many))::int as other from said group by subject),
    amounts as (
      select subject, n.part, grp * ${buckets}::int + bucket as cell,
        case n.part when 0 then 1 when 1 then least(posts, ${MOST_POSTS}::int) else mood end as amount
      from each cross join unnest(array[0, 1, 2]) as n (part) where turn <= ${countedIn(buckets)}::int
      union all
      select subject, 3, n.cell, case n.cell when 0 then other else 100 - other end
      from languages cross join unnest(array[0, 1]) as n (cell))
    select a.subject, s.grants, a.part, a.cell, a.amount from amounts a join speakers s on s.subject = a.subject`;
}
