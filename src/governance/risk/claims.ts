import { individualUses, isAboutMany, OBSERVED_DAYS, type ProcessingFacts, plainly } from './processing.ts';

/** What is claimed of a processing, and what was seen of it. */
export interface Claim {
  readonly id: string;
  readonly says: string;
  /** How often it was otherwise, among how many. */
  readonly against: number;
  readonly among: number;
  readonly days: number;
  readonly kept: boolean;
}

/** The claims that a declaration makes, each held against what ran. */
export function claimsOf(facts: ProcessingFacts): readonly Claim[] {
  const { declared, observed, guarded } = facts;
  const among = observed.uses;
  const claims: Claim[] = [];
  const claim = (id: string, says: string, against: number): void => {
    claims.push({ id, says, against, among, days: OBSERVED_DAYS, kept: against === 0 });
  };
  if (isAboutMany(facts)) {
    claim('no-individual', `no individual-level ${plainly(declared.purpose)}`, individualUses(observed));
  }
  if (guarded.forbidden) claim('forbidden', `no ${plainly(declared.purpose)} at all`, among);
  const undeclaredKinds = observed.kinds.filter((kind) => !declared.kinds.includes(kind));
  claims.push({
    id: 'kinds',
    says: 'no attribute beyond those declared',
    against: undeclaredKinds.length,
    among: observed.kinds.length,
    days: OBSERVED_DAYS,
    kept: undeclaredKinds.length === 0,
  });
  const undeclaredFunctions = observed.functions.filter((fn) => !declared.functions.includes(fn));
  claims.push({
    id: 'functions',
    says: 'no function beyond those declared',
    against: undeclaredFunctions.length,
    among: observed.functions.length,
    days: OBSERVED_DAYS,
    kept: undeclaredFunctions.length === 0,
  });
  return claims;
}
