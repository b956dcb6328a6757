import { checkPolicies } from '../check-policies.ts';
import type { Place } from '../compile/compile-clause.ts';
import { compilePolicies } from '../compile/compile-policies.ts';

/** What is done with a text apart from the process that serves. */
export const DONE_BY = { check: checkPolicies, compile: compilePolicies } as const;
export type JobKind = keyof typeof DONE_BY;

export interface Job {
  readonly kind: JobKind;
  readonly text: string;
  readonly place: Place;
}

export type Done<K extends JobKind> = Awaited<ReturnType<(typeof DONE_BY)[K]>>;
