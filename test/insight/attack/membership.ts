import { COUNT_RHO, DELTA, epsilonOf } from '../../../src/insight/noise/accounting.ts';

/** What an adversary saw in one trial, and whether the member was in it. */
export interface Trial {
  readonly isAmong: boolean;
  /** As it was released; null is fewer than the minimum. */
  readonly released: number | null;
}

/** What one answer promises at even odds: e^ε/(1+e^ε) + δ, and two points. */
export function promised(): number {
  const e = Math.exp(Number(epsilonOf(COUNT_RHO)) / 1e6);
  return e / (1 + e) + DELTA + 0.02;
}

/**
 * The share of trials that the best adversary gets right who says "among" from some number on. No other adversary is better:
 * the likelier the larger of two neighbouring counts, the larger what comes out. The number is chosen in hindsight, over the
 * very trials that it is tried on, which flatters them.
 */
export function bestThreshold(trials: readonly Trial[]): number {
  const told = trials.map(({ isAmong, released }) => ({ isAmong, at: released ?? Number.NEGATIVE_INFINITY }));
  told.sort((one, other) => one.at - other.at);
  // From below all on: whoever is among is right.
  let right = told.filter(({ isAmong }) => isAmong).length;
  let best = right;
  for (const [n, { isAmong, at }] of told.entries()) {
    right += isAmong ? -1 : 1;
    if (told[n + 1]?.at !== at) best = Math.max(best, right);
  }
  return best / trials.length;
}
