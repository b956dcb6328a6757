/**
 * Tables of how many members have which values, by one attribute and by two, of a joint one. Attributes are numbered, and so are
 * their values; the last value of each is any other one. A cell of the joint table is the values' number in that mixed base,
 * the first attribute first.
 */

/** How many values each attribute has. */
export type Sizes = readonly number[];

/** Which attributes a table is by: one, or two in their order. */
export type Marginal = readonly [number] | readonly [number, number];

/** All by one, then all by two. */
export function marginalsOf(sizes: Sizes): readonly Marginal[] {
  const each = sizes.map((_, n): Marginal => [n]);
  const pairs = sizes.flatMap((_, one) =>
    sizes.slice(one + 1).map((_, n): Marginal => [one, one + 1 + n] as const),
  );
  return [...each, ...pairs];
}

export const cellsOf = (sizes: Sizes, marginal: readonly number[]): number =>
  marginal.reduce((cells, n) => cells * (sizes[n] ?? 1), 1);

/** The values of a cell of a table by these attributes. */
export function valuesOf(sizes: Sizes, marginal: readonly number[], cell: number): readonly number[] {
  const values: number[] = [];
  let rest = cell;
  for (const n of marginal.toReversed()) {
    const size = sizes[n] ?? 1;
    values.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return values;
}

/** The cell in which somebody with these values of all attributes is. */
export const cellOf = (sizes: Sizes, marginal: readonly number[], values: readonly number[]): number =>
  marginal.reduce((cell, n) => cell * (sizes[n] ?? 1) + (values[n] ?? 0), 0);

/** A table by some of the attributes, out of the joint one. */
export function marginalise(sizes: Sizes, marginal: readonly number[], joint: readonly number[]): number[] {
  const all = sizes.map((_, n) => n);
  const table = Array<number>(cellsOf(sizes, marginal)).fill(0);
  for (const [cell, many] of joint.entries()) {
    if (many === 0) continue;
    const into = cellOf(sizes, marginal, valuesOf(sizes, all, cell));
    table[into] = (table[into] ?? 0) + many;
  }
  return table;
}
