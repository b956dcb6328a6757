import { DEFAULT_TERMS, millionths, type NoiseTerms, TERMS_BOUNDS } from '../../privacy/noise-terms.ts';
import { squareRoot } from './discrete-gaussian.ts';

/**
 * What answers cost, in zero-concentrated differential privacy (Bun and Steinke, TCC 2016), whose costs simply add up. ρ is
 * counted in whole millionths of millionths, always up; it is told as ε at δ = 10⁻⁹ by ε = ρ + 2·√(ρ·ln(1/δ)), which holds
 * for every ρ, and is rounded up. Costs are known before anything is counted, and depend on nobody's data.
 */
export type Rho = bigint;

/** Units of ρ in 1. */
const UNIT = 10n ** 12n;
/** Units of ε in 1. */
const EPSILON_UNIT = 10n ** 6n;
/** ln(10⁹) in millionths of millionths, rounded up: 20.723265836946…. */
const LOG_OF_DELTA = 20_723_265_836_947n;

export const DELTA = 1e-9;
/** ε that an organisation may spend on a network in a quarter where it said nothing, in millionths. */
export const MOST_EPSILON = DEFAULT_TERMS.epsilonOfQuarter;
/** A query alone takes at most a twentieth of it. */
export const MOST_EPSILON_OF_QUERY = DEFAULT_TERMS.epsilonOfQuery;

/** ρ of one whole number that a member changes by 1 at most, under discrete Gaussian noise: 1/(2σ²), rounded up. */
export const rhoOfCount = (variance: bigint): Rho => (UNIT + 2n * variance - 1n) / (2n * variance);

/** ε at {@link DELTA}, in millionths, rounded up. */
export function epsilonOf(rho: Rho): bigint {
  if (rho <= 0n) return 0n;
  // √(ρ·ln(1/δ)), in millionths of millionths.
  const product = rho * LOG_OF_DELTA;
  const root = squareRoot(product);
  const twice = 2n * (root * root === product ? root : root + 1n);
  const toMillionths = UNIT / EPSILON_UNIT;
  return (rho + twice + toMillionths - 1n) / toMillionths;
}

/** The most ρ of which the ε isn't above the given one, in millionths. */
export function mostRhoOf(epsilon: bigint): Rho {
  let [fits, exceeds] = [0n, UNIT * epsilon];
  while (exceeds - fits > 1n) {
    const middle = (fits + exceeds) / 2n;
    if (epsilonOf(middle) <= epsilon) fits = middle;
    else exceeds = middle;
  }
  return fits;
}

/** The least σ² with which a count takes no more than the given ε, in millionths. */
function leastVariance(epsilon: bigint): bigint {
  const most = mostRhoOf(epsilon);
  let variance = UNIT / (2n * most);
  while (rhoOfCount(variance) > most) variance++;
  return variance;
}

/** What an organisation's terms come to: the noise of a count, what a question is charged, and all that a quarter has. */
export interface Prices {
  /** σ² of a count that is asked alone. */
  readonly variance: bigint;
  readonly charge: Rho;
  readonly most: Rho;
}

export function pricesOf({ epsilonOfQuarter, epsilonOfQuery }: NoiseTerms): Prices {
  const variance = leastVariance(epsilonOfQuery);
  return { variance, charge: rhoOfCount(variance), most: mostRhoOf(epsilonOfQuarter) };
}

/** Where an organisation said nothing. */
const BY_DEFAULT = pricesOf(DEFAULT_TERMS);
export const COUNT_VARIANCE: bigint = BY_DEFAULT.variance;
export const COUNT_RHO: Rho = BY_DEFAULT.charge;
/** All ρ of a quarter. */
export const MOST_RHO: Rho = BY_DEFAULT.most;
/** And as much as experts can sign for: no quarter has more. */
export const MOST_RHO_SIGNED: Rho = mostRhoOf(millionths(TERMS_BOUNDS.epsilonOfQuarter.most));

/**
 * What all organisations of a network may learn of a member in a quarter together, unless the member chose less: as much as one may
 * alone by default. It isn't raised with what an organisation may.
 */
export const USUAL_ALLOWANCE: Rho = BY_DEFAULT.most;

/** Millionths as a decimal number, exactly: `0.099993`. */
export function decimal(millionths: bigint): string {
  const digits = millionths.toString().padStart(7, '0');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return fraction === '' ? digits.slice(0, -6) : `${digits.slice(0, -6)}.${fraction}`;
}
