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

/** Every run of {@link WORDS_IN_A_ROW} words of the text, each once; none where it is shorter. */
export function shinglesOf(text: string): ReadonlySet<string> {
  const words = normalisedWords(text);
  const found = new Set<string>();
  for (let at = 0; at + WORDS_IN_A_ROW <= words.length; at++) {
    found.add(words.slice(at, at + WORDS_IN_A_ROW).join(' '));
  }
  return found;
}

/**
 * Whether a text that repeats something with a label may be published under a label of its own: never under a lower
 * one, and nowhere that the first isn't admitted. A label that this build doesn't know goes nowhere.
 */
export const mayRepeat = (repeated: Label, under: Label, highest: Label): boolean =>
  labelRank(repeated) >= 0 &&
  labelRank(repeated) <= labelRank(under) &&
  labelRank(repeated) <= labelRank(highest);
