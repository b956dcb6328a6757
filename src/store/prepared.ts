import { CompiledQuery, type Kysely, sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';
import type { Sql } from './visibility/clauses.ts';

/**
 * Stands at the beginning of statements that are planned once for each connection and then kept: planning takes longer
 * than running for the reads of a page. Whatever differs from call to call is to be a parameter.
 */
const MARK = '/* prepared */';
export const PREPARED = sql.raw(MARK);

/** Statements kept, at most; each takes some memory of each connection. */
const MOST_KEPT = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_KEPT) return known;
  const name = `w${names.size}`;
  names.set(text, name);
  return name;
}

/** A connection that keeps the statements that ask for it. */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's overloads, handed on as they come
  override query(...given: any[]): any {
    const [text, values, ...others] = given;
    if (typeof text === 'string' && text.startsWith(MARK)) {
      const name = nameOf(text);
      const query = super.query as (...handed: unknown[]) => unknown;
      if (name !== undefined) return query.call(this, { name, text, values }, ...others);
    }
    return (super.query as (...handed: unknown[]) => unknown).apply(this, given);
  }
}

/** Stands for a value in a statement that is written once; the same name is the same value wherever it stands. */
class Param {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A named value of a {@link Template}. */
export const param = <T>(name: string): Sql<T> => sql<T>`${new Param(name)}`;

/**
 * Connections on which statements are planned without their values, once: PostgreSQL otherwise goes on planning a
 * statement at each call as long as it takes the values' own plan for a little cheaper, which here it never is by as
 * much as the planning costs.
 */
const readers = new WeakMap<Kysely<Database>, Kysely<Database>>();

/** Has templates that are run on `db` itself, outside a transaction, run on `reader`. */
export function readThrough(db: Kysely<Database>, reader: Kysely<Database>): void {
  readers.set(db, reader);
}

/** A statement that is put together once for the process, planned once for each connection, and run with values. */
export interface Template<Row> {
  run(db: Kysely<Database>, values: Readonly<Record<string, unknown>>): Promise<Row[]>;
}

/**
 * @param build the statement, in which every value is a {@link param}
 * @param skewed whether how it is best run hangs on its values: then it is planned for them
 */
export function template<Row>(build: () => Sql<Row>, skewed = false): Template<Row> {
  let made: { readonly text: string; readonly names: readonly string[] } | undefined;
  return {
    async run(db, values) {
      made ??= numbered(sql`${PREPARED} ${build()}`.compile(db));
      const given = made.names.map((name) => {
        if (!(name in values)) throw new Error(`the statement has no value for ${name}`);
        return values[name];
      });
      const reader = skewed ? db : (readers.get(db) ?? db);
      const { rows } = await reader.executeQuery<Row>(CompiledQuery.raw(made.text, given));
      return rows;
    },
  };
}

/**
 * Runs a statement that is put together anew each time, in few forms: each form is planned once for each connection,
 * without its values. Its params are given values.
 */
export async function runPlanned<Row>(
  db: Kysely<Database>,
  statement: Sql<Row>,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Row[]> {
  const { sql: text, parameters } = sql`${PREPARED} ${statement}`.compile(db);
  const given = parameters.map((value) => (value instanceof Param ? values[value.name] : value));
  const { rows } = await (readers.get(db) ?? db).executeQuery<Row>(CompiledQuery.raw(text, given));
  return rows;
}

/** Gives each name one number, however often it stands in the text. */
function numbered({ sql: text, parameters }: CompiledQuery): { text: string; names: string[] } {
  const names: string[] = [];
  const renumbered = text.replace(/\$(\d+)/g, (_, at: string) => {
    const value = parameters[Number(at) - 1];
    if (!(value instanceof Param)) throw new Error('a statement that is kept has a value of its own');
    const known = names.indexOf(value.name);
    return `$${known >= 0 ? known + 1 : names.push(value.name)}`;
  });
  return { text: renumbered, names };
}
