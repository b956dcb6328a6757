import type { AttributeKind, Precision } from '../../privacy/disclosure.ts';
import type { Purpose } from '../../privacy/purposes.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';

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
  /** What they let organisations of the network do; nothing, where it isn't said. */
  readonly allows?: readonly ImportedAllowance[];
  /** What they said; no two at one instant. */
  readonly posts?: readonly ImportedPost[];
}

export interface ImportedAttribute {
  readonly kind: AttributeKind;
  readonly value: string;
  /** Unless it is said, as the source has it. */
  readonly precision?: Precision;
  /** Unless it is said, the person's connections. */
  readonly to?: 'network' | ActorId;
}

/** That an organisation may process all of such things of a person for a purpose; or, where `named`, tell of them by name. */
export interface ImportedAllowance {
  readonly organisation: ActorId;
  readonly purpose: Purpose;
  readonly over: 'posts' | 'attributes' | 'ties';
  readonly named?: boolean;
}

/** A post for the network's members. */
export interface ImportedPost {
  readonly text: string;
  /** ISO 639 code. */
  readonly language: string;
  readonly at: Instant;
  /** An open space in which it is said. */
  readonly space?: ActorId;
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
  readonly posts: number;
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
