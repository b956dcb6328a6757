import { COUNT_VARIANCE } from './accounting.ts';
import type { Bytes } from './chance.ts';
import { discreteGaussian, squareRoot } from './discrete-gaussian.ts';

/** Groups smaller than this, as the noisy count has it, aren't told. */
export const MINIMUM_GROUP = 10;

/** A whole number with noise. */
export const noisy = (random: Bytes, count: number, variance: bigint): number =>
  Number(BigInt(count) + discreteGaussian(random, { over: variance, under: 1n }));

/**
 * A count as it may be told: with noise, and null where what comes out is below the minimum. The true count is compared with
 * nothing: a test of it would tell of it without noise.
 */
export function release(random: Bytes, count: number): number | null {
  const told = noisy(random, count, COUNT_VARIANCE);
  return told < MINIMUM_GROUP ? null : told;
}

/** How far the noise lies from nought in 95 of 100 draws: 1.96 σ, rounded up. */
export const HALF_WIDTH = Number(squareRoot((COUNT_VARIANCE * 196n * 196n) / 10_000n) + 1n);
/** σ to two decimals, for people. */
export const SIGMA = Number(squareRoot(COUNT_VARIANCE * 10_000n)) / 100;
