import type { PolicyBox } from '../compile/policies-of-box.ts';
import { type ClassSpace, classSpace, type Part } from './class-space.ts';
import { describePart } from './describe-part.ts';
import { subtract } from './subtract.ts';

/** What changes between two texts of policies, class by class, in words. */
export interface Differences {
  readonly forbidden: readonly string[];
  readonly allowed: readonly string[];
}

/** Compares what two texts come to: all classes that are forbidden by one and not by the other. Null where they are too many. */
export function comparePolicies(old: readonly PolicyBox[], next: readonly PolicyBox[]): Differences | null {
  const space = classSpace([...old, ...next]);
  const forbidden = subtract(next.map(space.partOf), old.map(space.partOf));
  const allowed = subtract(old.map(space.partOf), next.map(space.partOf));
  if (forbidden === null || allowed === null) return null;
  return { forbidden: inWords(space, forbidden), allowed: inWords(space, allowed) };
}

const inWords = (space: ClassSpace, parts: readonly Part[]): readonly string[] =>
  parts.map((part) => describePart(space, part)).sort();
