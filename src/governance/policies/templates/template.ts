import type { WordType } from '../schema/vocabulary.ts';

/** What a sentence leaves open: one word of a kind, some of them, or a number. */
export type Blank =
  | { readonly kind: 'word'; readonly type: WordType }
  | { readonly kind: 'words'; readonly type: WordType }
  | { readonly kind: 'number'; readonly unit: 'days' | 'hour'; readonly from: number; readonly to: number };

/** What stands in the blanks, by their names. */
export type Fields = Readonly<Record<string, string | number | readonly string[]>>;

/** A sentence that anybody can write a clause with. */
export interface Template {
  readonly id: string;
  /** With the names of its blanks in braces: `{function} may not …`. */
  readonly sentence: string;
  readonly blanks: Readonly<Record<string, Blank>>;
  /** The clause, with the same names in braces. */
  readonly cedar: string;
  /** What stands there at first. */
  readonly example: Fields;
}

export const one = (type: WordType): Blank => ({ kind: 'word', type });
export const some = (type: WordType): Blank => ({ kind: 'words', type });
export const days: Blank = { kind: 'number', unit: 'days', from: 0, to: 36_500 };
export const hour: Blank = { kind: 'number', unit: 'hour', from: 0, to: 24 };
