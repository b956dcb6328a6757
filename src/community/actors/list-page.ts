import { type RawBuilder, sql } from 'kysely';

/** A page of a list by ids, newest first: at most `limit` below `before`, above `since`, or right above `after`. */
export interface ListPage {
  readonly limit: number;
  readonly before: string | null;
  readonly since: string | null;
  readonly after: string | null;
}

/** The whole of a list that is known to be short. */
export const wholeList = (limit: number): ListPage => ({ limit, before: null, since: null, after: null });

/** The end of a query: bounds on the id, order and limit. A page above `after` comes upside down: see {@link turned}. */
export function pageClause(id: string, { limit, before, since, after }: ListPage): RawBuilder<unknown> {
  const column = sql.ref(id);
  const below = before === null ? sql`true` : sql`${column} < ${before}::uuid`;
  const from = after ?? since;
  const above = from === null ? sql`true` : sql`${column} > ${from}::uuid`;
  return sql`${below} and ${above} order by ${column} ${after === null ? sql`desc` : sql`asc`} limit ${limit}`;
}

/** The page's rows, newest first. */
export const turned = <T>(rows: T[], { after }: ListPage): T[] => (after === null ? rows : rows.reverse());
