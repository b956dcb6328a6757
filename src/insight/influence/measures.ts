import { DirectedGraph, UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import pagerankModule from 'graphology-metrics/centrality/pagerank.js';
import { pairsOf, type TieGraph } from './tie-graph.ts';

// CommonJS whose `module.exports` is the function, which its types call a default export.
const louvain = louvainModule as unknown as (typeof louvainModule)['default'];
const pagerank = pagerankModule as unknown as (typeof pagerankModule)['default'];

/**
 * PageRank of each member (Brin and Page 1998; damping 0.85), as a multiple of what each would have if all had the same: 1 on
 * average. A tie counts for whom it leads to.
 */
export function pageRankOf({ members, from, to }: TieGraph): Float64Array {
  const graph = new DirectedGraph();
  for (let n = 0; n < members; n++) graph.addNode(n);
  for (let i = 0; i < from.length; i++) if (from[i] !== to[i]) graph.addEdge(from[i], to[i]);
  const ranks = members === 0 ? {} : pagerank(graph, { getEdgeWeight: null });
  return Float64Array.from({ length: members }, (_, n) => (ranks[n] ?? 0) * members);
}

/**
 * How many members each one's community has, by Louvain's method (Blondel and others 2008) on ties in whatever direction.
 * @param chance as in `betweennessOf`
 */
export function communitySizesOf(ties: TieGraph, chance: () => number): Int32Array {
  const { low, high } = pairsOf(ties);
  const graph = new UndirectedGraph();
  for (let n = 0; n < ties.members; n++) graph.addNode(n);
  for (let i = 0; i < low.length; i++) graph.addEdge(low[i], high[i]);
  // Without any tie there is nothing that it could weigh.
  const community = low.length === 0 ? null : louvain(graph, { rng: chance, getEdgeWeight: null });
  const names = Array.from({ length: ties.members }, (_, n) => community?.[n] ?? `alone ${n}`);
  const sizes = Map.groupBy(names, (name) => name);
  return Int32Array.from(names, (name) => sizes.get(name)?.length ?? 1);
}
