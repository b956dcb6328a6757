import { COUNT_VARIANCE } from '../noise/accounting.ts';
import { MINIMUM_GROUP } from '../noise/release.ts';

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
 */
export const variancesOf = (parts: readonly Part[]): readonly bigint[] =>
  parts.map(({ squared }) => squared * COUNT_VARIANCE * BigInt(parts.length));

/** What of noisy numbers is told, part by part; null is what isn't. It may look at them alone, and at nobody's data. */
export type Telling = (noisy: readonly (readonly number[])[]) => readonly (readonly (number | null)[])[];

/** Each number by itself, from the minimum on. */
export const fromMinimum: Telling = (noisy) =>
  noisy.map((part) => part.map((cell) => (cell < MINIMUM_GROUP ? null : cell)));

/** Where the first part counts members by cell: what the other parts say of a cell is told where that many are told. */
export const whereMembersAre: Telling = (noisy) =>
  noisy.map((part) => part.map((cell, n) => ((noisy[0]?.[n] ?? 0) < MINIMUM_GROUP ? null : cell)));
