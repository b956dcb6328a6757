import { sql } from 'kysely';
import type { Instant } from '../privacy/words.ts';
import type { Sql } from './visibility/clauses.ts';

/** An instant in milliseconds as JSON has it; an infinite one is a text. */
export type JsonInstant = number | 'Infinity' | '-Infinity';

export const instantOfJson = (value: JsonInstant): Instant => Number(value);

export const jsonOfInstant = (instant: Instant): JsonInstant =>
  Number.isFinite(instant) ? instant : (String(instant) as JsonInstant);

/** The same of a column of instants: what is divided by 1,000 there is not whole again by itself. */
export const millisecondsOf = (column: string): Sql<JsonInstant> =>
  sql`round(date_part('epoch', ${sql.ref(column)}) * 1000)`;

/** The same of one that is finite, as a `bigint`, which is written out faster. */
export const wholeMilliseconds = (column: string): Sql<number> =>
  sql`(date_part('epoch', ${sql.ref(column)}) * 1000)::int8`;
