import type { Condition, ExportPurpose } from './targeting.ts';
import type { BusinessFunction } from './words.ts';

/** Rows that nobody is, with about the numbers of those who let it: each kind with the values that are told apart. */
export interface SyntheticDefinition {
  readonly function: BusinessFunction;
  readonly purpose: ExportPurpose;
  readonly synthetic: readonly Condition[];
  /** A day, `YYYY-MM-DD`: until it begins, UTC, it may be made and used. */
  readonly until: string;
}

/** Posts that leave to train models: of whoever lets just that be done with them. */
export interface TrainingDefinition {
  readonly function: BusinessFunction;
  readonly purpose: 'model-training';
  readonly training: {
    /** What is trained, in words. */
    readonly for: string;
    /** Days, UTC, `YYYY-MM-DD`: published from the one, and before the other. */
    readonly from: string;
    readonly before: string;
    /** With one of them; none is all. */
    readonly tags: readonly string[];
  };
  readonly until: string;
}

/** By what somebody is found in a list that comes from outside. */
export const RESOLVED_BY = ['email', 'phone', 'name-town'] as const;
export type ResolvedBy = (typeof RESOLVED_BY)[number];

/** That members who let just that be done are found in lists, one by one. */
export interface ResolutionDefinition {
  readonly function: BusinessFunction;
  readonly purpose: 'entity-resolution';
  readonly resolution: readonly ResolvedBy[];
  readonly until: string;
}
