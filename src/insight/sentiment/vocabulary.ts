import { lexicon } from './lexicon.ts';
import { englishWords, sharedWords } from './plain-words.ts';
import { boosts, negations, turns } from './shifters.ts';

/** How many features are sums over the lexicons; they come first, the fitted terms after them. */
export const SUMS = 2;

/** Small words that English alone has, and other words that it has. */
export const TELLS = 2;
export const KNOWN = 1;

/** Greater than any word's number, so that two numbers make one. */
const PAIR = 1 << 20;

/** All that is known of the words of the lexicons and of fitted terms, by the number of the word, laid out for speed. */
export type Vocabulary = {
  readonly numberOf: ReadonlyMap<string, number>;
  readonly vader: Float64Array;
  readonly afinn: Float64Array;
  readonly boost: Float64Array;
  readonly negates: Uint8Array;
  readonly turns: Uint8Array;
  /** How much a word tells English: `TELLS`, `KNOWN`, or 0 where other languages have it as well. */
  readonly english: Uint8Array;
  /** Place among the features; 0 where the word has no fitted weight. */
  readonly featureOf: Int32Array;
  /** Two words' numbers, by `pairOf` -> place among the features. */
  readonly pairs: ReadonlyMap<number, number>;
  /** How many features there are. */
  readonly size: number;
};

export const pairOf = (first: number, second: number): number => first * PAIR + second;

/** Gives every word a number, 0 being for what is unknown. A term is a word, or two with a space between them. */
export function vocabularyOf(terms: readonly string[]): Vocabulary {
  const words = new Set([...lexicon.keys(), ...negations, ...boosts.keys(), ...turns, ...englishWords]);
  for (const term of terms) for (const word of term.split(' ')) words.add(word);
  const numberOf = new Map<string, number>();
  for (const word of words) numberOf.set(word, numberOf.size + 1);
  return { numberOf, ...weightsOf(numberOf), ...placesOf(terms, numberOf), size: SUMS + terms.length };
}

/** The number of each word of a text. */
export function numbersOf(words: readonly string[], { numberOf }: Vocabulary): number[] {
  const numbers: number[] = [];
  for (const word of words) numbers.push(numberOf.get(word) ?? 0);
  return numbers;
}

function weightsOf(numberOf: ReadonlyMap<string, number>) {
  const size = numberOf.size + 1;
  const [vader, afinn, boost] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const [negates, turnsHere, english] = [new Uint8Array(size), new Uint8Array(size), new Uint8Array(size)];
  for (const [word, number] of numberOf) {
    boost[number] = boosts.get(word) ?? 0;
    // A word that makes others stronger has no mood of its own, as in "awfully nice".
    const weight = boosts.has(word) ? undefined : lexicon.get(word);
    vader[number] = weight?.vader ?? 0;
    afinn[number] = weight?.afinn ?? 0;
    negates[number] = negations.has(word) || word.endsWith("n't") ? 1 : 0;
    turnsHere[number] = turns.has(word) ? 1 : 0;
    english[number] = englishWords.has(word) ? TELLS : sharedWords.has(word) ? 0 : KNOWN;
  }
  return { vader, afinn, boost, negates, turns: turnsHere, english };
}

function placesOf(terms: readonly string[], numberOf: ReadonlyMap<string, number>) {
  const featureOf = new Int32Array(numberOf.size + 1);
  const pairs = new Map<number, number>();
  terms.forEach((term, at) => {
    const [first = 0, second] = term.split(' ').map((word) => numberOf.get(word) as number);
    if (second === undefined) featureOf[first] = SUMS + at;
    else pairs.set(pairOf(first, second), SUMS + at);
  });
  return { featureOf, pairs };
}
