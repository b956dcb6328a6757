import { sql } from 'kysely';
import { decadesOfAge, lastBirthdayOfAge, OF_AGE, yearsOfAge } from '../../privacy/of-age.ts';
import type { Instant } from '../../privacy/words.ts';
import type { Sql } from '../../store/visibility/clauses.ts';

/**
 * `isCertainlyOfAge` over a row of `community.disclosure` of a birth date; never null. A list of years is looked into ten times
 * sooner than a pattern is matched.
 */
export function isCertainlyOfAgeSql(alias: string, at: Instant): Sql<boolean> {
  const value = sql.ref<string>(`${alias}.value`);
  const last = sql`${lastBirthdayOfAge(at)}::text collate "C"`;
  return sql`(case ${sql.ref(`${alias}.precision`)}
    when 'exact' then ${value} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and ${value} <= ${last}
    when 'year' then ${value} = any(${yearsOfAge(at)}::text[])
    when 'decade' then ${value} = any(${decadesOfAge(at)}::text[])
    when 'age-band' then ${value} ~ '^[0-9]{2,3}–[0-9]{2,3}$'
      and coalesce(substring(${value} from '^[0-9]{2,3}')::int >= ${OF_AGE}::int, false)
    else false end)`;
}
