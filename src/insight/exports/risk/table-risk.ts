/** Rows that are alike, and how many there are. */
export interface Alike {
  readonly values: readonly string[];
  readonly times: number;
}

/** By what somebody could be picked out of a table. */
export interface TableRisk {
  readonly rows: number;
  /** k of k-anonymity: how many rows the smallest class of rows has that are alike (Sweeney 2002); null of no rows. */
  readonly smallestClass: number | null;
  /** Rows that are like no other. */
  readonly uniqueRows: number;
  /** What share of all rows they are, from 0 to 1. */
  readonly uniqueShare: number;
  /**
   * l of distinct l-diversity: how many values of what is sensitive the class with the fewest has (Machanavajjhala et al. 2007);
   * null where nothing is sensitive, or of no rows.
   */
  readonly diversity: number | null;
}

/**
 * How a table would give away who is in it, by its rows alone: classes are of rows that are alike in everything but what is
 * sensitive.
 * @param sensitive the column that is; null is none
 */
export function riskOf(table: Iterable<Alike>, sensitive: number | null = null): TableRisk {
  const classes = new Map<string, { times: number; values: Set<string> }>();
  let rows = 0;
  for (const { values, times } of table) {
    if (times <= 0) continue;
    rows += times;
    const known = sensitive === null ? values : values.toSpliced(sensitive, 1);
    const name = JSON.stringify(known);
    const one = classes.get(name) ?? { times: 0, values: new Set<string>() };
    one.times += times;
    if (sensitive !== null) one.values.add(values[sensitive] ?? '');
    classes.set(name, one);
  }
  const all = [...classes.values()];
  const uniqueRows = all.filter(({ times }) => times === 1).length;
  return {
    rows,
    smallestClass: least(all.map(({ times }) => times)),
    uniqueRows,
    uniqueShare: rows === 0 ? 0 : uniqueRows / rows,
    diversity: sensitive === null ? null : least(all.map(({ values }) => values.size)),
  };
}

const least = (numbers: readonly number[]): number | null =>
  numbers.reduce<number | null>((min, one) => (min === null || one < min ? one : min), null);

/**
 * How many members are like no other, of cells that each member is in one of. Whoever comes into an empty cell makes it one more;
 * into the cell of one alone, one fewer; into any other, none: so a member changes it by one at most, and it may be told
 * with the noise of a count.
 */
export const aloneInCells = (cells: readonly number[]): number => cells.filter((many) => many === 1).length;
