/** On what terms an organisation is told numbers about members on a network. ε in millionths, at δ = 10⁻⁹. */
export interface NoiseTerms {
  /** Groups smaller than this, as the noisy count has it, aren't told. */
  readonly minimum: number;
  /** All that it may learn in a quarter. */
  readonly epsilonOfQuarter: bigint;
  /** What one question takes. One for all questions that are asked at a time: no question picks its own. */
  readonly epsilonOfQuery: bigint;
  /** Whether members' data is used for a purpose only while a policy in force names it, so that experts have signed it. */
  readonly policyFirst: boolean;
}

/** Some of it said anew; what isn't said stays. */
export type SaidTerms = Partial<NoiseTerms>;

const EPSILON_UNIT = 1_000_000n;
/** A question takes this part of a quarter's ε at most, unless the experts signed another. */
const QUERIES_OF_QUARTER = 20n;

/**
 * Where an organisation said nothing: k = 10, ε = 2 a quarter, a twentieth of it for a question, and no policy needed besides what
 * members granted: a policy only ever narrows that, and a network begins without any.
 */
export const DEFAULT_TERMS: NoiseTerms = {
  minimum: 10,
  epsilonOfQuarter: 2n * EPSILON_UNIT,
  epsilonOfQuery: (2n * EPSILON_UNIT) / QUERIES_OF_QUARTER,
  policyFirst: false,
};

/**
 * As far as anybody's signature goes. With ε = 1 for a question whoever guesses whether a member is in its answer is right in 73 of
 * 100 even odds at most (e/(1+e)), where the default allows 53, and σ is 6.5; with ε = 2 it would be 88, which is no doubt
 * worth the name. ε = 8 a quarter is what four quarters have by default: a year's in one of them, and not more than a year's. The
 * least ε has σ = 6,400: less would tell nothing in a network of any size.
 */
export const TERMS_BOUNDS = {
  minimum: { least: 10, most: 1000 },
  epsilonOfQuarter: { least: 0.1, most: 8 },
  epsilonOfQuery: { least: 0.001, most: 1 },
} as const;

/** For so many days at most more is allowed than without a signature. */
export const MOST_TERMS_DAYS = 90;

/** A decimal number with three places at most, as millionths. */
export const millionths = (decimal: number): bigint => BigInt(Math.round(decimal * 1000)) * 1000n;

/** What an organisation chose for itself, which only narrows, or what its experts signed, which only widens, and since when. */
export interface TermsFact {
  readonly since: number;
  readonly terms: SaidTerms;
}

/**
 * The terms that hold. What was chosen holds for good; what was signed widens it while it is in force, and what is chosen after
 * that narrows it again. So neither an end of what was signed, nor any choice, ever widens anything.
 */
export function termsOf(chosen: readonly TermsFact[], signed: readonly TermsFact[]): NoiseTerms {
  const all = signed.map(({ since, terms }) =>
    narrowed(
      widened(baseOf(chosen), terms),
      chosen.filter((one) => one.since >= since),
    ),
  );
  return all.reduce(widened, baseOf(chosen));
}

/** What holds where nothing is signed: a question takes a twentieth of the quarter's at most. */
function baseOf(chosen: readonly TermsFact[]): NoiseTerms {
  const terms = narrowed(DEFAULT_TERMS, chosen);
  return {
    ...terms,
    epsilonOfQuery: least(terms.epsilonOfQuery, terms.epsilonOfQuarter / QUERIES_OF_QUARTER),
  };
}

const narrowed = (terms: NoiseTerms, by: readonly TermsFact[]): NoiseTerms =>
  by.reduce(
    (now, { terms: said }) => ({
      minimum: Math.max(now.minimum, said.minimum ?? now.minimum),
      epsilonOfQuarter: least(now.epsilonOfQuarter, said.epsilonOfQuarter ?? now.epsilonOfQuarter),
      epsilonOfQuery: least(now.epsilonOfQuery, said.epsilonOfQuery ?? now.epsilonOfQuery),
      policyFirst: now.policyFirst || (said.policyFirst ?? false),
    }),
    terms,
  );

const widened = (terms: NoiseTerms, said: SaidTerms): NoiseTerms => ({
  minimum: Math.min(terms.minimum, said.minimum ?? terms.minimum),
  epsilonOfQuarter: most(terms.epsilonOfQuarter, said.epsilonOfQuarter ?? terms.epsilonOfQuarter),
  epsilonOfQuery: most(terms.epsilonOfQuery, said.epsilonOfQuery ?? terms.epsilonOfQuery),
  policyFirst: terms.policyFirst && (said.policyFirst ?? true),
});

const least = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const most = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** In which part the change widens what holds, for which the experts sign; null where it narrows all of it. */
export function widensIn(terms: NoiseTerms, said: SaidTerms): keyof NoiseTerms | null {
  if (said.minimum !== undefined && said.minimum < terms.minimum) return 'minimum';
  if (said.epsilonOfQuarter !== undefined && said.epsilonOfQuarter > terms.epsilonOfQuarter)
    return 'epsilonOfQuarter';
  if (said.epsilonOfQuery !== undefined && said.epsilonOfQuery > terms.epsilonOfQuery)
    return 'epsilonOfQuery';
  return terms.policyFirst && said.policyFirst === false ? 'policyFirst' : null;
}
