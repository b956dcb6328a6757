import type { Sizes } from './marginals.ts';

/** An attribute, and of which one it is taken to depend; null is of none. */
export interface Branch {
  readonly attribute: number;
  readonly parent: number | null;
}

/** How many have which value of the one and which of the other, by row and column. */
export type PairTable = (row: number, column: number) => readonly (readonly number[])[];

/**
 * The tree of attributes that tells most of how they hang together (Chow and Liu 1968): the heaviest spanning tree by mutual
 * information. The root comes first, and each attribute after the one that it depends on.
 */
export function treeOf(sizes: Sizes, pair: PairTable): readonly Branch[] {
  const branches: Branch[] = [{ attribute: 0, parent: null }];
  const left = new Set(sizes.keys());
  left.delete(0);
  while (left.size > 0) {
    let best: { attribute: number; parent: number; told: number } | null = null;
    for (const { attribute: parent } of branches) {
      for (const attribute of left) {
        const told = mutualInformation(pair(parent, attribute));
        if (best === null || told > best.told) best = { attribute, parent, told };
      }
    }
    if (best === null) break;
    branches.push({ attribute: best.attribute, parent: best.parent });
    left.delete(best.attribute);
  }
  return branches;
}

/** In nats; what is below nought counts as nought. */
export function mutualInformation(table: readonly (readonly number[])[]): number {
  const rows = table.map((row) => sumOf(row));
  const columns = (table[0] ?? []).map((_, n) => sumOf(table.map((row) => row[n] ?? 0)));
  const all = sumOf(rows);
  if (all === 0) return 0;
  let told = 0;
  for (const [r, row] of table.entries()) {
    for (const [c, many] of row.entries()) {
      const expected = (rows[r] ?? 0) * (columns[c] ?? 0);
      if (many > 0 && expected > 0) told += (many / all) * Math.log((many * all) / expected);
    }
  }
  return told;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + Math.max(0, one), 0);
