import { createHmac, hash } from 'node:crypto';
import { ok, type Result, refuse } from '../../core/result.ts';
import { RESOLVED_BY, type ResolvedBy } from '../../privacy/leaving.ts';
import { csvRows } from './csv-rows.ts';
import { comparedEmail, comparedNameTown, comparedPhone, oneForm, waysToWrite } from './normalised.ts';

/** A list that came from outside, as far as it is kept while it is compared: hashes that mean nothing elsewhere. */
export interface OutsideList {
  /** By what it names anybody: a column with nothing in it compares nobody. */
  readonly by: readonly ResolvedBy[];
  /** By what it could, with the columns that it has. */
  readonly columns: readonly ResolvedBy[];
  /** Without the head. */
  readonly rows: number;
  /** By what members are found, and in which lines each stands, with the head the first. */
  readonly keys: ReadonlyMap<string, readonly number[]>;
  /** The same for the same people named alike, in whatever order and however often, and under this key alone. */
  readonly digest: string;
}

const MOST_LISTED = 100_000;
const COLUMNS = ['email', 'phone', 'name', 'town'] as const;
type Column = (typeof COLUMNS)[number];

/** What a hash is made with: for one request, so that not even two lists of a day have one in common. */
export interface Hashing {
  readonly salt: string;
  /** Of the server, for the digest. */
  readonly secret: Buffer;
}

/** As `found-in-list.ts` makes it of what members show. */
const keyOf = (salt: string, by: ResolvedBy, text: string): string =>
  hash('sha256', `${salt}${by}\n${text}`, 'hex').slice(0, 32);

/**
 * Reads a list of people, of which nothing but hashes is kept. It has the columns `email`, `phone`, or `name` and `town`, and no other:
 * what isn't compared is best not sent.
 */
export async function readList(
  bytes: AsyncIterable<Uint8Array>,
  { salt, secret }: Hashing,
): Promise<Result<OutsideList>> {
  const keys = new Map<string, number[]>();
  const named = new Set<string>();
  const naming = new Set<ResolvedBy>();
  let columns: readonly Column[] | null = null;
  let rows = 0;
  for await (const row of csvRows(bytes)) {
    if (!row.ok) return row;
    const { cells, n } = row.value;
    if (columns === null) {
      const head = headOf(cells);
      if (!head.ok) return head;
      columns = head.value;
      continue;
    }
    if (++rows > MOST_LISTED) return wrong(n, `comes after ${MOST_LISTED} lines, which a list may have`);
    if (cells.length !== columns.length)
      return wrong(n, `has ${cells.length} cells, and the head ${columns.length}`);
    const said = saidIn(columns, cells);
    if (typeof said === 'string') return wrong(n, said);
    for (const [by, text] of said) {
      named.add(`${by}\n${oneForm(text)}`);
      naming.add(by);
      for (const way of waysToWrite(by, text)) {
        const key = keyOf(salt, by, way);
        const lines = keys.get(key);
        if (lines === undefined) keys.set(key, [n]);
        else if (lines.at(-1) !== n) lines.push(n);
      }
    }
  }
  if (columns === null || named.size === 0)
    return refuse({ kind: 'invalid', field: 'list', says: 'names nobody' });
  const digest = createHmac('sha256', secret);
  for (const one of [...named].sort()) digest.update(`${one}\n\n`);
  const by = RESOLVED_BY.filter((one) => naming.has(one));
  return ok({ by, columns: byOf(columns), rows, keys, digest: digest.digest('hex') });
}

function headOf(cells: readonly string[]): Result<readonly Column[]> {
  const names = cells.map((cell) =>
    cell
      .replace(/^\ufeff/, '')
      .trim()
      .toLowerCase(),
  );
  const isKnown = (name: string): name is Column => (COLUMNS as readonly string[]).includes(name);
  if (!names.every(isKnown) || new Set(names).size !== names.length || byOf(names).length === 0)
    return headWrong;
  return names.includes('name') === names.includes('town') ? ok(names) : headWrong;
}

const headWrong = refuse({
  kind: 'invalid',
  field: 'list',
  says: 'has email, phone, or name and town in its first line, each once and nothing else: what isn’t compared is best not sent',
});

const byOf = (columns: readonly Column[]): readonly ResolvedBy[] =>
  RESOLVED_BY.filter((by) => columns.includes(by === 'name-town' ? 'name' : by));

type Said = readonly (readonly [ResolvedBy, string])[];

/** What a line says of somebody, or what is wrong with it; cells may be empty. */
function saidIn(columns: readonly Column[], cells: readonly string[]): Said | string {
  const cell = (name: Column): string => cells[columns.indexOf(name)]?.trim() ?? '';
  const said: (readonly [ResolvedBy, string])[] = [];
  for (const [by, compared] of [
    ['email', comparedEmail],
    ['phone', comparedPhone],
  ] as const) {
    if (cell(by) === '') continue;
    const text = compared(cell(by));
    if (text === null) return `has no ${by} that can be read`;
    said.push([by, text]);
  }
  const both = comparedNameTown(cell('name'), cell('town'));
  if (both !== null) said.push(['name-town', both]);
  return said;
}

const wrong = (line: number, says: string): Result<never> =>
  refuse({ kind: 'invalid', field: 'list', says: `line ${line} ${says}` });
