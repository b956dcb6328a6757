import { stirred } from './mixed.ts';
import { pairsOf, type TieGraph } from './tie-graph.ts';

/** So many of anybody's ties count, at most. */
export const MOST_TIES = 50;

/**
 * How many ties each member has when ties are added one after the other, in an order that depends on their two ends alone, and
 * only while both ends have fewer than `most`: Day, Li and Lyu, "Publishing graph degree distribution with node differential
 * privacy" (SIGMOD 2016), π_θ. Whoever comes or goes changes the numbers of others by `most` in all, at most (docs/influence.md).
 * @param marks of each member, a number of 32 bits that depends on nobody else
 */
export function boundedDegrees(graph: TieGraph, marks: Uint32Array, most = MOST_TIES): Int32Array {
  const { low, high } = pairsOf(graph);
  const order = new Float64Array(low.length);
  for (let i = 0; i < low.length; i++) order[i] = placeOf(marks[low[i] ?? 0] ?? 0, marks[high[i] ?? 0] ?? 0);
  const turns = Uint32Array.from({ length: low.length }, (_, i) => i);
  // Of two at the same place the one whose ends come first: numbers go by ids, so that this too depends on the two alone.
  turns.sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b);
  const degrees = new Int32Array(graph.members);
  for (const turn of turns) {
    const [a, b] = [low[turn] ?? 0, high[turn] ?? 0];
    const [ofA, ofB] = [degrees[a] ?? 0, degrees[b] ?? 0];
    if (ofA >= most || ofB >= most) continue;
    degrees[a] = ofA + 1;
    degrees[b] = ofB + 1;
  }
  return degrees;
}

/** The same for (a, b) and (b, a). */
function placeOf(a: number, b: number): number {
  const [first, second] = a < b ? [a, b] : [b, a];
  const high = stirred(first ^ stirred(second + 0x9e3779b9));
  return high * 2_097_152 + (stirred(second ^ high) >>> 11);
}
