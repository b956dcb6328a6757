import { featuresOf } from '../../src/insight/sentiment/features.ts';
import type { Model } from '../../src/insight/sentiment/model.ts';
import { plainWords } from '../../src/insight/sentiment/plain-words.ts';
import type { Rated } from '../../src/insight/sentiment/rated.ts';
import { boosts } from '../../src/insight/sentiment/shifters.ts';
import { numbersOf, SUMS, vocabularyOf } from '../../src/insight/sentiment/vocabulary.ts';
import { wordsOf } from '../../src/insight/sentiment/words.ts';
import { type Row, ridge } from './ridge.ts';

/** In how many sentences a word, or a pair of words, has to be to get a weight. */
const LEAST = { word: 3, pair: 5 };

/** Penalties of the squares of weights: of the sums over the lexicons, of words, of pairs. */
const PENALTY = { sum: 30, word: 6, pair: 12 };

/** How much more dear a weight is that a term has in one kind of text alone. */
const OWN = 1.5;

const NEVER = 1e9;

/**
 * Fits a model to kinds of rated text. The sums over the lexicons come first; what they leave is explained by terms. Each
 * term has a weight that all kinds share and one of its own in each kind (Daumé III 2007): a term that says the same
 * everywhere gets nearly all of it in the shared one, a term of one kind about half. Only the shared one is kept, since
 * the model is for kinds of text it has not seen.
 */
export function fit(kinds: readonly (readonly Rated[])[], withTerms = true): Fitted {
  const terms = withTerms ? termsOf(kinds.flat()) : [];
  const vocabulary = vocabularyOf(terms);
  const greatest = Math.max(...kinds.map((rows) => rows.length));
  const rows = kinds.flatMap((rated, kind) =>
    rated.map(({ text, rating }) => {
      const read = wordsOf(text);
      const { place: index, value } = featuresOf(read, numbersOf(read.words, vocabulary), vocabulary);
      // A kind with fewer sentences counts for more than its number, and for less than an equal share.
      return { index, value, target: rating, counts: Math.sqrt(greatest / rated.length), kind };
    }),
  );
  const sums = ridge(rows, penaltiesOf(terms, { sum: PENALTY.sum, word: NEVER, pair: NEVER }));
  const shared = penaltiesOf(terms, { ...PENALTY, sum: NEVER });
  const own = kinds.flatMap(() => [...shared.slice(SUMS)].map((penalty) => penalty * OWN));
  const left = rows.map((row) => withOwn(row, sums, vocabulary.size));
  const fitted = ridge(left, Float64Array.from([...shared, ...own]), 250);
  const weights = sums.map((weight, at) => weight + (at < SUMS ? 0 : (fitted[at] as number)));
  return { vocabulary, weights, terms };
}

export type Fitted = Model & { readonly terms: readonly string[] };

function penaltiesOf(terms: readonly string[], of: typeof PENALTY): Float64Array {
  const each = terms.map((term) => (term.includes(' ') ? of.pair : of.word));
  return Float64Array.from([...Array<number>(SUMS).fill(of.sum), ...each]);
}

/** A row of what the sums left to explain, in which each term stands a second time, for its kind alone. */
function withOwn(row: Row & { readonly kind: number }, sums: Float64Array, size: number): Row {
  const index = [...row.index];
  const value = [...row.value];
  let target = row.target;
  row.index.forEach((place, at) => {
    const here = row.value[at] as number;
    if (place < SUMS) target -= (sums[place] as number) * here;
    else {
      index.push(size + row.kind * (size - SUMS) + place - SUMS);
      value.push(here);
    }
  });
  return { index, value, target, counts: row.counts };
}

/** The words, and pairs of neighbours within a clause, that are in enough sentences; none with a digit. */
function termsOf(rated: readonly Rated[]): string[] {
  const counts = new Map<string, number>();
  for (const { text } of rated) {
    const { words, ends } = wordsOf(text);
    const here = new Set(words);
    words.forEach((word, at) => {
      if (at > 0 && !ends[at - 1]) here.add(`${words[at - 1]} ${word}`);
    });
    for (const term of here) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return [...counts]
    .filter(([term, count]) => count >= (term.includes(' ') ? LEAST.pair : LEAST.word))
    .map(([term]) => term)
    .filter((term) => !/\d/.test(term) && !plainWords.has(term) && !boosts.has(term))
    .sort();
}
