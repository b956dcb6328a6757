import { DEFAULT_TERMS } from '../../privacy/noise-terms.ts';
import { COUNT_VARIANCE } from './accounting.ts';
import type { Bytes } from './chance.ts';
import { discreteGaussian, squareRoot } from './discrete-gaussian.ts';

/** Groups smaller than this, as the noisy count has it, aren't told, where an organisation chose no larger minimum. */
export const MINIMUM_GROUP = DEFAULT_TERMS.minimum;

/** A whole number with noise. */
export const noisy = (random: Bytes, count: number, variance: bigint): number =>
  Number(BigInt(count) + discreteGaussian(random, { over: variance, under: 1n }));

/** What may be told of a number with noise: null where it is below the least. */
export const fromLeast = (told: number, least: number): number | null => (told < least ? null : told);

/**
 * A count as it may be told: with noise, and null where what comes out is below the minimum. The true count is compared with
 * nothing: a test of it would tell of it without noise.
 */
export const release = (random: Bytes, count: number): number | null =>
  fromLeast(noisy(random, count, COUNT_VARIANCE), MINIMUM_GROUP);

/** How far noise of that σ² lies from nought in 95 of 100 draws: 1.96 σ, rounded up. */
export const halfWidthOf = (variance: bigint): number =>
  Number(squareRoot((variance * 196n * 196n) / 10_000n) + 1n);
/** σ to two decimals, for people. */
export const sigmaOf = (variance: bigint): number => Number(squareRoot(variance * 10_000n)) / 100;
