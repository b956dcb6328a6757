import { sql } from 'kysely';
import pg from 'pg';

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
