import type { AttributeKind } from '../../privacy/disclosure.ts';
import type { ObjectId } from '../../privacy/words.ts';

/** By what two personas may be held to be one person's, in the order in which it is told. */
export const CLUE_KINDS = [
  'contact-data',
  'handle',
  'name',
  'picture',
  'link',
  'phrase',
  'attribute',
  'contacts',
  'hours',
] as const;
type ClueKind = (typeof CLUE_KINDS)[number];

/**
 * `certain`: hardly anybody else has it, as an address; `strong`: enough by itself to make somebody look; `weak`: only with
 * others.
 */
export type Strength = 'weak' | 'strong' | 'certain';

/** What cuts a clue: what of this persona's is to be changed. */
export const CUTS = [
  'reword',
  'take-out',
  'rename',
  'new-handle',
  'hide-attribute',
  'hide-ties',
  'other-picture',
  'other-hours',
] as const;
export type Cut = (typeof CUTS)[number];

/** Of which other members it is asked how many have it too; what isn't asked is told by itself. */
export type Counting =
  /** Any of these, each as it is written. */
  | { readonly by: 'words'; readonly words: readonly string[] }
  | {
      readonly by: 'values';
      readonly values: readonly { readonly kind: AttributeKind; readonly value: string }[];
    };

/** Something that two personas have in common, before it is known how many others have it. */
export interface Clue {
  readonly kind: ClueKind;
  /** What it is, as the first persona has it. */
  readonly what: string;
  /** Which form of the kind it is, such as which attribute; null where there is but one. */
  readonly of: string | null;
  /** How many of it: contacts, posts within minutes of each other; else how often the first says it. */
  readonly times: number;
  /** Posts of the first in which it is, newest first; a draft is null. */
  readonly posts: readonly (ObjectId | null)[];
  /** Posts of the second. */
  readonly others: readonly (ObjectId | null)[];
  readonly cut: Cut;
  readonly counting: Counting | null;
  /**
   * How strong it is.
   * @param also how many others have it as well, as far as is known; 0 where it isn't asked
   * @returns null where it ties nobody to anybody
   */
  weigh(also: number): Strength | null;
}

/** The form of a clue that several things make only together. */
export const TOGETHER = 'together';

/** What isn't said of most clues. */
export const PLAIN = { of: null, times: 1, posts: [], others: [], counting: null } as const;

/** A strength that hangs on nothing. */
export const always = (strength: Strength) => (): Strength => strength;

/** So many others and more hide one: what they have too ties nobody. */
const FEW = 10;

/**
 * How strong it is by how many others have it.
 * @param alone where nobody else has it
 */
export const byRarity =
  (alone: Strength, few: Strength | null = 'weak') =>
  (also: number): Strength | null =>
    also === 0 ? alone : also < FEW ? few : null;
