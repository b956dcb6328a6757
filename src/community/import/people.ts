import type { AttributeKind } from '../../privacy/disclosure.ts';

/** People from elsewhere, with the ties between them. Everywhere a person is named by their `key`. */
export interface ImportedPeople {
  readonly people: readonly ImportedPerson[];
  /** Mutual; each pair once. */
  readonly connections: readonly (readonly [string, string])[];
  readonly circles: readonly ImportedCircle[];
}

export interface ImportedPerson {
  /** What the source calls them: the same in every run. */
  readonly key: string;
  readonly handle: string;
  readonly displayName: string;
  readonly attributes: readonly ImportedAttribute[];
}

export interface ImportedAttribute {
  readonly kind: AttributeKind;
  readonly value: string;
}

export interface ImportedCircle {
  readonly owner: string;
  /** No two of one owner are called the same. */
  readonly title: string;
  readonly members: readonly string[];
}

export interface ImportCounts {
  readonly personas: number;
  readonly connections: number;
  readonly circles: number;
  readonly memberships: number;
  readonly attributes: number;
}

/** What a run added, and what the source holds in all. */
export interface ImportOutcome {
  readonly added: ImportCounts;
  readonly present: ImportCounts;
}

/** Told how far the import is. */
export interface ImportProgress {
  step(title: string, total: number): void;
  advance(count: number): void;
}
