import { sql } from 'kysely';
import type { Sql } from '../../store/visibility/clauses.ts';
import type { ListPage } from '../actors/list-page.ts';

/**
 * The end of a query over `event`, with an `id` and an instant `at` each: a page in the order of what happened, latest
 * first, whose cursors are the ids. A page above `after` comes upside down, as of other lists.
 */
export function eventPage({ limit, before, since, after }: ListPage): Sql<unknown> {
  const place = (cursor: string): Sql<unknown> =>
    sql`(select c.at, c.id from event c where c.id = ${cursor}::uuid)`;
  const below = before === null ? sql`true` : sql`(e.at, e.id) < ${place(before)}`;
  const from = after ?? since;
  const above = from === null ? sql`true` : sql`(e.at, e.id) > ${place(from)}`;
  const order = after === null ? sql`e.at desc, e.id desc` : sql`e.at, e.id`;
  return sql`${below} and ${above} order by ${order} limit ${limit}`;
}
