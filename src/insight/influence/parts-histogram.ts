import { betweennessOf } from './betweenness.ts';
import { communitySizesOf } from './communities.ts';
import { chanceOf } from './mixed.ts';
import { pageRankOf } from './page-rank.ts';
import { partsOf, type TieGraph } from './tie-graph.ts';

/** What is measured in each part by itself. */
export const PART_MEASURES = ['pagerank', 'betweenness', 'communities'] as const;
export type PartMeasure = (typeof PART_MEASURES)[number];

/** Where the classes of each begin; what is less than the second is in the first. */
export const PART_CLASSES: Readonly<Record<PartMeasure, readonly number[]>> = {
  /** Times the average. */
  pagerank: [0, 0.5, 1, 2, 4],
  /** Of the shortest ways, the share. */
  betweenness: [0, 0.001, 0.01, 0.1],
  /** Members of a community. */
  communities: [1, 2, 5, 10, 20, 50],
};

/** A part's members together are so much, however many they are. */
export const WHOLE = 1000;

/**
 * What the squares of all that one member changes add up to at most: one part, of which the numbers were nothing or added up to
 * the whole, and are nothing or add up to the whole then.
 */
export const PARTS_SQUARED = BigInt(2 * WHOLE * WHOLE);

/** What one member is of their part's numbers. */
export interface PartShare {
  readonly cell: number;
  readonly amount: number;
}

/**
 * Each member's class within their part, and their share of it: sample and aggregate (Nissim, Raskhodnikova and Smith, STOC
 * 2007). Each part is a graph by itself, so that whoever comes or goes changes the numbers of their own part alone, whatever
 * is measured, and however many ties they have (docs/influence.md).
 * @param part of each member, from 0 on; it depends on nobody else
 * @param isSoFar told which share of the parts is done
 */
export function partShares(
  graph: TieGraph,
  part: Int32Array,
  parts: number,
  measure: PartMeasure,
  seed: number,
  isSoFar: (share: number) => void = () => undefined,
): PartShare[] {
  const cells = partsOf(graph, part, parts).map((own, n) => {
    isSoFar(n / parts);
    return Array.from(valuesOf(own, measure, seed), (value) => classOf(value, measure));
  });
  const amounts = cells.map(amountsOf);
  const turn = new Int32Array(parts);
  return Array.from(part, (p) => {
    const n = turn[p] ?? 0;
    turn[p] = n + 1;
    return { cell: cells[p]?.[n] ?? 0, amount: amounts[p]?.[n] ?? 0 };
  });
}

function valuesOf(graph: TieGraph, measure: PartMeasure, seed: number): ArrayLike<number> {
  switch (measure) {
    case 'pagerank':
      return pageRankOf(graph);
    case 'betweenness':
      return betweennessOf(graph, chanceOf(seed));
    case 'communities':
      return communitySizesOf(graph, chanceOf(seed));
  }
}

const classOf = (value: number, measure: PartMeasure): number =>
  Math.max(
    0,
    PART_CLASSES[measure].findLastIndex((begins) => value >= begins),
  );

/** The whole, shared evenly in whole numbers: the first have one more where it doesn't come out even. */
const amountsOf = (members: readonly unknown[]): number[] =>
  members.map((_, n) => Math.floor(WHOLE / members.length) + (n < WHOLE % members.length ? 1 : 0));
