import { squareRoot } from './discrete-gaussian.ts';

/**
 * How likely discrete Gaussian noise is to be large, in whole numbers alone: each bound is rounded to the side on which it holds.
 * Probabilities are in units of 10⁻⁴⁰.
 */
const UNIT = 10n ** 40n;

/** exp(−1/(2σ²)) from below and from above, by its alternating series: partial sums lie on either side of it. */
function stepOf(variance: bigint): { readonly low: bigint; readonly high: bigint } {
  let [term, sum, n] = [UNIT, UNIT, 1n];
  const sums = [sum];
  while (term > 0n) {
    term /= 2n * variance * n;
    sum += n % 2n === 1n ? -term : term;
    sums.push(sum);
    n++;
  }
  const [low = 0n, high = UNIT] = inOrder(sums.slice(-2));
  // Each division lost less than 1.
  const lost = BigInt(sums.length);
  return { low: low - lost, high: high + lost };
}

const inOrder = (all: readonly bigint[]): readonly bigint[] =>
  all.toSorted((one, other) => Number(one - other));

/** exp(−x²/2σ²) for x = 0, 1, 2, … up to `last`, by steps that are rounded down or up throughout. */
function* weights(variance: bigint, last: bigint, up: boolean): Generator<bigint> {
  const { low, high } = stepOf(variance);
  const step = up ? high : low;
  const times = (a: bigint, b: bigint): bigint => (a * b + (up ? UNIT - 1n : 0n)) / UNIT;
  const twice = times(step, step);
  // exp(−(x+1)²/2σ²) is exp(−x²/2σ²) times step^(2x+1).
  let [weight, factor] = [UNIT, step];
  for (let x = 0n; x <= last; x++) {
    yield weight;
    weight = times(weight, factor);
    factor = times(factor, twice);
  }
}

/**
 * The least t such that noise is t or more with a probability of at most 1/rarity: P[X ≥ t] = Σ_{x≥t} w(x) / Σ_x w(x), with
 * w(x) = exp(−x²/2σ²). From the last that is summed on, at 20 σ, each is at most exp(−last/σ²) times the one before: all beyond
 * together are less than σ²/last of it, since Σ_{j≥1} exp(−ja) < 1/a.
 * @param variance σ², from 1 on
 * @param rarity at most 10³⁰, so that rounding is far below
 */
export function rareFrom(variance: bigint, rarity: bigint): bigint {
  if (variance < 1n || rarity < 1n || rarity > 10n ** 30n) throw new RangeError('this can’t be told exactly');
  const last = 20n * (squareRoot(variance) + 1n);
  const above = [...weights(variance, last, true)];
  let whole = 0n;
  for (const weight of weights(variance, last, false)) whole += weight;
  // Both sides, and nought once.
  whole = 2n * whole - UNIT;
  let tail = (above.at(-1) ?? UNIT) * (variance / last + 1n);
  let t = BigInt(above.length);
  while (t > 0n && (tail + (above[Number(t) - 1] ?? UNIT)) * rarity <= whole) {
    t--;
    tail += above[Number(t)] ?? UNIT;
  }
  return t;
}
