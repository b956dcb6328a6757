import { chanceFrom, shareOut, shuffle } from './chance.ts';
import { cellOf, cellsOf, type Marginal, marginalise, marginalsOf, type Sizes } from './marginals.ts';
import { type PairTable, treeOf } from './tree.ts';

/** Tables by one attribute and by two as they were released, in the order of `marginalsOf`; null is fewer than the minimum. */
export type Released = readonly (readonly (number | null)[])[];

/** Rows that nobody is, alike and how many of them. */
export interface SyntheticRows {
  /** Numbers of values, by attribute. */
  readonly values: readonly number[];
  readonly times: number;
}

/** How far the rows are from the released tables, in rows. */
export interface MarginalError {
  readonly marginal: Marginal;
  /** The mean over its cells. */
  readonly mean: number;
  readonly most: number;
}

/** More rows than this say no more of the released tables. */
export const MOST_ROWS = 100_000;

/**
 * Rows that have about the released numbers, and nothing else of anybody: a tree of attributes is chosen and filled from the
 * released tables alone (after McKenna, Miklau and Sheldon, "Winning the NIST Contest", 2021, of which this is the last step; all
 * tables by two are released here, so that none is chosen by the data). The same tables have the same rows.
 */
export function synthesise(sizes: Sizes, released: Released): readonly SyntheticRows[] {
  const tables = released.map((table) => table.map((many) => many ?? 0));
  const marginals = marginalsOf(sizes);
  const tableBy = (...by: readonly number[]): readonly number[] =>
    tables[marginals.findIndex((one) => one.join() === by.join())] ?? [];
  const pair: PairTable = (row, column) =>
    Array.from({ length: sizes[row] ?? 0 }, (_, r) =>
      Array.from({ length: sizes[column] ?? 0 }, (_, c) =>
        row < column
          ? (tableBy(row, column)[r * (sizes[column] ?? 1) + c] ?? 0)
          : (tableBy(column, row)[c * (sizes[row] ?? 1) + r] ?? 0),
      ),
    );
  const sums = sizes.map((_, n) => tableBy(n).reduce((sum, many) => sum + many, 0));
  const mean = sums.reduce((sum, one) => sum + one, 0) / Math.max(1, sums.length);
  const total = Math.min(MOST_ROWS, Math.round(mean));
  const chance = chanceFrom(JSON.stringify([sizes, released]));
  const columns = sizes.map(() => new Int32Array(total));
  for (const { attribute, parent } of treeOf(sizes, pair)) {
    const column = columns[attribute] as Int32Array;
    const groups = groupsOf(parent === null ? null : (columns[parent] as Int32Array), total);
    for (const [value, rows] of groups) {
      const given = parent === null ? [] : (pair(parent, attribute)[value] ?? []);
      const weights = given.some((many) => many > 0) ? given : tableBy(attribute);
      shuffle(rows, chance);
      let next = 0;
      for (const [n, many] of shareOut(rows.length, weights, chance).entries()) {
        for (let turn = 0; turn < many; turn++) column[rows[next++] as number] = n;
      }
    }
  }
  return alike(sizes, columns, total);
}

function groupsOf(parent: Int32Array | null, total: number): ReadonlyMap<number, number[]> {
  const groups = new Map<number, number[]>();
  for (let row = 0; row < total; row++) {
    const value = parent?.[row] ?? 0;
    const rows = groups.get(value) ?? [];
    rows.push(row);
    groups.set(value, rows);
  }
  return groups;
}

/** In the order of the joint table's cells. */
function alike(sizes: Sizes, columns: readonly Int32Array[], total: number): readonly SyntheticRows[] {
  const all = sizes.map((_, n) => n);
  const many = new Map<number, SyntheticRows>();
  for (let row = 0; row < total; row++) {
    const values = columns.map((column) => column[row] ?? 0);
    const cell = cellOf(sizes, all, values);
    many.set(cell, { values, times: (many.get(cell)?.times ?? 0) + 1 });
  }
  return [...many].sort(([one], [other]) => one - other).map(([, rows]) => rows);
}

/**
 * How far the rows are from what was released, cell by cell; of a cell that isn't told, the rows are compared with nought. It is of
 * the rows and the released numbers alone: how far these are from the truth, their noise says.
 */
export function errorsOf(
  sizes: Sizes,
  released: Released,
  rows: readonly SyntheticRows[],
): readonly MarginalError[] {
  const all = sizes.map((_, n) => n);
  const joint = Array<number>(cellsOf(sizes, all)).fill(0);
  for (const { values, times } of rows) joint[cellOf(sizes, all, values)] = times;
  return marginalsOf(sizes).map((marginal, n) => {
    const made = marginalise(sizes, marginal, joint);
    const off = made.map((many, cell) => Math.abs(many - (released[n]?.[cell] ?? 0)));
    return {
      marginal,
      mean: off.reduce((sum, one) => sum + one, 0) / Math.max(1, off.length),
      most: Math.max(0, ...off),
    };
  });
}
