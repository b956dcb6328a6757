/** A number as it was told, and σ² of its noise. */
interface Told {
  readonly is: number;
  readonly variance: number;
}

export interface Ratio {
  readonly is: number;
  /** Between what the ratio of the true numbers lies, with 95 %. */
  readonly low: number;
  readonly high: number;
}

const Z = 1.96;

/**
 * The ratio of two numbers with noise, and its interval by Fieller's theorem (1954): the ratios that the two told numbers don't
 * speak against. Unlike the delta method it holds where the one below is little above its noise; where that could be nought,
 * it is all that there is.
 * @param covariance of the noise of the two: where the one is a part of the other it is the part's σ²
 * @param bounds what a ratio can be at all
 */
export function ratioOf(
  over: Told,
  under: Told,
  bounds: { readonly least: number; readonly most: number },
  covariance = 0,
): Ratio {
  const within = (x: number): number => Math.min(bounds.most, Math.max(bounds.least, x));
  const a = over.is ** 2 - Z ** 2 * over.variance;
  const b = over.is * under.is - Z ** 2 * covariance;
  const c = under.is ** 2 - Z ** 2 * under.variance;
  const is = within(over.is / under.is);
  if (c <= 0) return { is, low: bounds.least, high: bounds.most };
  const root = Math.sqrt(Math.max(0, b * b - a * c));
  return { is, low: within((b - root) / c), high: within((b + root) / c) };
}
