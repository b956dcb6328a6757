import { type Bytes, buffered, coinOfExp, type Ratio, uniform } from './chance.ts';

/**
 * Noise for whole numbers: x with a probability in proportion to exp(−x²/2σ²), sampled exactly. Canonne, Kamath and
 * Steinke 2020, algorithm 3: draws of discrete Laplace noise are kept as often as the two differ. Whole numbers alone, so
 * that nothing of the kind of Mironov's attack on floating point (CCS 2012) is there to be attacked.
 *
 * How long it takes depends on what is drawn, and says a little about it to whoever could measure nanoseconds; it isn't
 * made to take the same time. What is counted has no part in it.
 * @param variance σ², above 0
 */
export function discreteGaussian(random: Bytes, variance: Ratio): bigint {
  const { over, under } = variance;
  if (over <= 0n || under <= 0n) throw new RangeError('noise without a variance is none');
  const bytes = buffered(random);
  const t = squareRoot(over / under) + 1n;
  for (;;) {
    const drawn = discreteLaplace(bytes, t);
    // (|x| − σ²/t)² / 2σ²
    const apart = size(drawn) * under * t - over;
    const keeps = coinOfExp(bytes, { over: apart * apart, under: 2n * over * under * t * t });
    if (keeps) return drawn;
  }
}

/** x with a probability in proportion to exp(−|x|/t): algorithm 2, with a scale that is whole. */
function discreteLaplace(random: Bytes, t: bigint): bigint {
  for (;;) {
    const low = uniform(random, t);
    if (!coinOfExp(random, { over: low, under: t })) continue;
    let high = 0n;
    while (coinOfExp(random, { over: 1n, under: 1n })) high++;
    const drawn = low + t * high;
    const isNegative = uniform(random, 2n) === 1n;
    // Nothing twice: there is no other nought below nought.
    if (!(isNegative && drawn === 0n)) return isNegative ? -drawn : drawn;
  }
}

const size = (x: bigint): bigint => (x < 0n ? -x : x);

/** The largest whole number whose square isn't above `n` (Newton, downwards). */
export function squareRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}
