import { fromLeast } from '../noise/release.ts';

/** Numbers of one kind in an answer, all with noise of one size. */
export interface Part {
  /** How many numbers. */
  readonly cells: number;
  /**
   * What the squares of one member's amounts in it add up to at most, over all cells: 1 is one cell by one, 4 is four cells by
   * one each or one by two. The square of the l2 sensitivity.
   */
  readonly squared: bigint;
}

/** The part of counts in which a member is in one cell at most. */
export const countsOf = (cells: number): Part => ({ cells, squared: 1n });

/**
 * σ² of each part, such that the whole answer costs what one count does: parts share it evenly, and within each the noise grows
 * with what one member may change.
 * @param ofCount σ² of a count that is asked alone
 */
export const variancesOf = (parts: readonly Part[], ofCount: bigint): readonly bigint[] =>
  parts.map(({ squared }) => squared * ofCount * BigInt(parts.length));

/**
 * What of noisy numbers is told, part by part; null is what isn't. It may look at them and at σ² of their noise alone, and at
 * nobody's data.
 * @param minimum groups smaller than this, as the noisy count has it, aren't told
 */
export type Telling = (
  noisy: readonly (readonly number[])[],
  minimum: number,
  variances: readonly bigint[],
) => readonly (readonly (number | null)[])[];

/** Each number by itself, from the minimum on. */
export const fromMinimum: Telling = (noisy, minimum) =>
  noisy.map((part) => part.map((cell) => fromLeast(cell, minimum)));

/** The same where one member, or one part, comes to so much. */
export const fromMinimumOf =
  (one: number): Telling =>
  (noisy, minimum) =>
    noisy.map((part) => part.map((cell) => fromLeast(cell, one * minimum)));

/** Where the first part counts members by cell: what the other parts say of a cell is told where that many are told. */
export const whereMembersAre: Telling = (noisy, minimum) =>
  noisy.map((part) => part.map((cell, n) => ((noisy[0]?.[n] ?? 0) < minimum ? null : cell)));

/** Numbers that are kept in one row, part by part. */
export function inParts<T>(cells: readonly T[], lengths: readonly number[]): readonly (readonly T[])[] {
  let from = 0;
  return lengths.map((many) => {
    from += many;
    return cells.slice(from - many, from);
  });
}
