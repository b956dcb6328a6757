import { neighboursOf, type TieGraph } from './tie-graph.ts';

/** From more members than this on, shortest ways are counted from a sample of them. */
export const EXACT_UP_TO = 10_000;
/** So many of them, at most. */
const PIVOTS = 1000;

/**
 * Betweenness of each member, from 0 to 1: on how many of the shortest ways between any two others they lie (Freeman 1977), by
 * Brandes' algorithm (2001) on ties in whatever direction. In large graphs ways are counted from a sample of members, and what
 * comes out is set to scale (Brandes and Pich, "Centrality estimation in large networks", 2007); each as likely.
 * @param chance numbers from 0 up to but not including 1; of a seed, so that the same graph has the same answer
 * @param isSoFar told which share is done
 */
export function betweennessOf(
  graph: TieGraph,
  chance: () => number,
  { exactUpTo, pivots }: { readonly exactUpTo: number; readonly pivots: number } = {
    exactUpTo: EXACT_UP_TO,
    pivots: PIVOTS,
  },
  isSoFar: (share: number) => void = () => undefined,
): Float64Array {
  const { members } = graph;
  const between = new Float64Array(members);
  if (members < 3) return between;
  const { starts, ends } = neighboursOf(graph);
  const distance = new Int32Array(members).fill(-1);
  const ways = new Float64Array(members);
  const share = new Float64Array(members);
  const reached = new Int32Array(members);
  // Ties on shortest ways, in the order in which they are come to.
  const before = new Int32Array(ends.length);
  const after = new Int32Array(ends.length);
  const sources = members > exactUpTo ? sampled(members, pivots, chance) : Int32Array.from(between.keys());
  for (const [turn, source] of sources.entries()) {
    isSoFar(turn / sources.length);
    distance[source] = 0;
    ways[source] = 1;
    reached[0] = source;
    let last = 1;
    let steps = 0;
    for (let turn = 0; turn < last; turn++) {
      const at = reached[turn] ?? 0;
      const next = (distance[at] ?? 0) + 1;
      const come = ways[at] ?? 0;
      for (let i = starts[at] ?? 0, end = starts[at + 1] ?? 0; i < end; i++) {
        const to = ends[i] ?? 0;
        if (distance[to] === -1) {
          distance[to] = next;
          reached[last++] = to;
        }
        if (distance[to] !== next) continue;
        ways[to] = (ways[to] ?? 0) + come;
        before[steps] = at;
        after[steps++] = to;
      }
    }
    // From the farthest back: of each what lies behind it goes to those before it, by how many ways they bring.
    for (let step = steps - 1; step >= 0; step--) {
      const [from, to] = [before[step] ?? 0, after[step] ?? 0];
      share[from] = (share[from] ?? 0) + ((ways[from] ?? 0) / (ways[to] ?? 1)) * (1 + (share[to] ?? 0));
    }
    share[source] = 0;
    for (let turn = 0; turn < last; turn++) {
      const at = reached[turn] ?? 0;
      between[at] = (between[at] ?? 0) + (share[at] ?? 0);
      distance[at] = -1;
      ways[at] = 0;
      share[at] = 0;
    }
  }
  const scale = members / sources.length / ((members - 1) * (members - 2));
  for (let n = 0; n < members; n++) between[n] = (between[n] ?? 0) * scale;
  return between;
}

/** So many different numbers below `end` (Fisher and Yates, broken off). */
function sampled(end: number, many: number, chance: () => number): Int32Array {
  const all = Int32Array.from({ length: end }, (_, n) => n);
  for (let n = 0; n < many; n++) {
    const other = n + Math.floor(chance() * (end - n));
    const kept = all[n] ?? 0;
    all[n] = all[other] ?? 0;
    all[other] = kept;
  }
  return all.subarray(0, Math.min(many, end));
}
