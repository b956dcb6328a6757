import { sql } from 'kysely';
import type { Sql } from '../../store/visibility/clauses.ts';

/**
 * A subquery of one row: of which kind and how precise the copy of an attribute was right before an instant, and whether
 * that copy `is_shown` still. It says which thing, not what it said.
 */
export const shownThen = (
  network: Sql<unknown>,
  copy: Sql<unknown>,
  instant: Sql<unknown>,
): Sql<unknown> => sql`(
  select s.kind, s.precision, s.is_shown from (
    select d.kind, d.precision, d.disclosed_at as shown_from, true as is_shown from community.disclosure d
      where d.network_id = ${network} and d.id = ${copy} and d.disclosed_at < ${instant}
    union all select p.kind, p.precision, p.shown_from, false from community.disclosure_past p
      where p.network_id = ${network} and p.id = ${copy} and p.shown_from < ${instant}) s
  order by s.shown_from desc limit 1)`;
