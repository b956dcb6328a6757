import type { TieGraph } from './tie-graph.ts';

const DAMPING = 0.85;
/** Until what all change in a round together is less than this of one member's average. */
const NEAR = 1e-9;
/** What is left after each round is 0.85 of what was, so that so many always do. */
const MOST_ROUNDS = 200;

/**
 * PageRank of each member (Brin and Page 1998), as a multiple of what each would have if all had the same: 1 on average. A tie counts
 * for whom it leads to; whoever has none that leads on, leads to all.
 */
export function pageRankOf({ members, from, to }: TieGraph): Float64Array {
  const leading = new Int32Array(members);
  for (const n of from) leading[n] = (leading[n] ?? 0) + 1;
  let ranks = new Float64Array(members).fill(1);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Float64Array(members);
    for (let i = 0; i < from.length; i++) {
      const [a, b] = [from[i] ?? 0, to[i] ?? 0];
      next[b] = (next[b] ?? 0) + (ranks[a] ?? 0) / (leading[a] ?? 1);
    }
    let held = 0;
    for (let n = 0; n < members; n++) if (leading[n] === 0) held += ranks[n] ?? 0;
    let change = 0;
    for (let n = 0; n < members; n++) {
      const rank = 1 - DAMPING + DAMPING * ((next[n] ?? 0) + held / members);
      change += Math.abs(rank - (ranks[n] ?? 0));
      next[n] = rank;
    }
    ranks = next;
    if (change < NEAR) break;
  }
  return ranks;
}
