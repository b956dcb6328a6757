import { boundedDegrees, MOST_TIES } from './bounded-degrees.ts';
import type { TieGraph } from './tie-graph.ts';

/** Classes begin at each tenth tie. */
export const TIES_STEP = 10;
/** Where classes stand: 0, 10, … 50 ties. */
export const TIES_CLASSES: readonly number[] = Array.from(
  { length: MOST_TIES / TIES_STEP + 1 },
  (_, n) => n * TIES_STEP,
);

/**
 * What the squares of all that one member changes add up to at most: their own `step`, whole; others’ ties, `most` in all, each of
 * which moves one from a class to the next, in the worst case between the same two; and twice what these have in common.
 */
export const tiesSquared = (most: number, step: number): bigint =>
  BigInt(step * step + 2 * most * most + 2 * step * most);

/** In which two classes a member is, and how much in each: together always `step`. */
export function sharesOf(ties: number, step: number): readonly (readonly [cell: number, amount: number])[] {
  const [cell, above] = [Math.floor(ties / step), ties % step];
  const shares: (readonly [number, number])[] = [[cell, step - above]];
  if (above > 0) shares.push([cell + 1, above]);
  return shares;
}

/**
 * How members are spread over numbers of ties, in `step`s of a member: who lies between two classes is in both, in the
 * proportion in which they lie between them. One tie more moves one `step` from a class to the next, where it would move a
 * whole member between classes that begin and end.
 */
export function tiesHistogram(
  graph: TieGraph,
  marks: Uint32Array,
  { most, step }: { readonly most: number; readonly step: number } = { most: MOST_TIES, step: TIES_STEP },
): number[] {
  const cells = Array<number>(most / step + 1).fill(0);
  for (const ties of boundedDegrees(graph, marks, most)) {
    for (const [cell, amount] of sharesOf(ties, step)) cells[cell] = (cells[cell] ?? 0) + amount;
  }
  return cells;
}
