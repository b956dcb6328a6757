import { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import { pairsOf, type TieGraph } from './tie-graph.ts';

// CommonJS whose `module.exports` is the function, which its types call a default export.
const louvain = louvainModule as unknown as (typeof louvainModule)['default'];

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
