import { type Label, labelRank } from './words.ts';

/** Words in a row that two texts must share for the one to be held to repeat the other. */
export const WORDS_IN_A_ROW = 8;

/** Scripts that put no space between words: there each letter counts as a word. */
const UNSPACED =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/**
 * The words of a text as they are compared: in compatibility form (NFKC), in lower case, without punctuation and
 * without what isn't seen, such as soft hyphens, so that a change of type or spacing makes no other word.
 */
export const normalisedWords = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}'’]/gu, '')
    .match(WORD) ?? [];

/** A word as it is compared, and where it stands. */
export interface PlacedWord {
  readonly word: string;
  /** First UTF-16 unit of it. */
  readonly start: number;
  /** The unit after its last. */
  readonly end: number;
}

/** What is one word, or none, before it is made comparable: with apostrophes and what isn't seen. */
const RAW_WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}\\p{Cf}'’])+`, 'gu');

/** The words of a text, each with its place; of a sign that stands for several words, all have its place. */
export const placedWords = (text: string): readonly PlacedWord[] =>
  [...text.matchAll(RAW_WORD)].flatMap(({ 0: raw, index: start }) =>
    normalisedWords(raw).map((word) => ({ word, start, end: start + raw.length })),
  );

/** Every run of {@link WORDS_IN_A_ROW} words of the text, each once; none where it is shorter. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const words = normalisedWords(text);
  const found = new Set<string>();
  for (let at = 0; at + WORDS_IN_A_ROW <= words.length; at++) {
    found.add(words.slice(at, at + WORDS_IN_A_ROW).join(' '));
  }
  return found;
}

/** Longest stretch without a space that is kept back for what may come of it. */
const LONGEST_REST = 4096;
const UNSPACED_LETTER = new RegExp(`[${UNSPACED}]`, 'u');

/** Finds the runs of words of a text that comes in pieces: together the same as {@link shinglesOf} finds in the whole. */
export class RunsOfWords {
  /** Words that were found. */
  words = 0;
  /** The end of what came, of which the last word may go on. */
  #rest = '';
  #last: string[] = [];

  /** The runs that end in this piece, or in what came before it; of a run that occurs again, each time. */
  add(piece: string): string[] {
    const text = this.#rest + piece;
    const end = endOfWords(text);
    this.#rest = text.slice(end);
    return this.#runsWith(text.slice(0, end));
  }

  /** The runs that are left when no more comes. */
  end(): string[] {
    const text = this.#rest;
    this.#rest = '';
    return this.#runsWith(text);
  }

  #runsWith(text: string): string[] {
    const found = normalisedWords(text);
    this.words += found.length;
    const words = [...this.#last, ...found];
    const runs: string[] = [];
    for (let at = 0; at + WORDS_IN_A_ROW <= words.length; at++) {
      runs.push(words.slice(at, at + WORDS_IN_A_ROW).join(' '));
    }
    this.#last = words.slice(-(WORDS_IN_A_ROW - 1));
    return runs;
  }
}

/** Up to where the words of a text are whole, whatever follows it: behind its last space, or before its last sign. */
function endOfWords(text: string): number {
  let letter: number | null = null;
  for (let at = text.length - 1; at >= 0; at--) {
    const sign = text.charAt(at);
    if (/\s/.test(sign)) return at + 1;
    if (letter === null && UNSPACED_LETTER.test(sign)) letter = at;
    if (text.length - at > LONGEST_REST) return letter ?? text.length;
  }
  return 0;
}

/**
 * Whether a text that repeats something with a label may be published under a label of its own: never under a lower
 * one, and nowhere that the first isn't admitted. A label that this build doesn't know goes nowhere.
 */
export const mayRepeat = (repeated: Label, under: Label, highest: Label): boolean =>
  labelRank(repeated) >= 0 &&
  labelRank(repeated) <= labelRank(under) &&
  labelRank(repeated) <= labelRank(highest);
