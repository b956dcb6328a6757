import { pairOf, type Vocabulary } from './vocabulary.ts';
import type { Words } from './words.ts';

/**
 * What of a text is weighed: place among the features -> value, in two lists of one length. The sums over the lexicons,
 * then the fitted words and pairs of words that are in it. Fitting and scoring read the same.
 */
export type Features = { readonly place: number[]; readonly value: number[] };

/** VADER's (Hutto and Gilbert 2014): what a negation leaves of a weight, what capitals add, how far words reach. */
const NEGATED = -0.74;
const CAPITALS = 0.733;
const REACH = 3;
const FARTHER = 0.05;
const EXCLAMATION = 0.292;
const MOST_EXCLAMATIONS = 4;

/** What counts of the weights before and behind a "but": VADER's for the lexicons, less for fitted terms. */
const BEFORE = 0.5;
const BEHIND = 1.5;
const FITTED_BEFORE = 0.7;
const FITTED_BEHIND = 1.2;
const FITTED_NEGATED = -0.5;

/** The words of a long sentence; and what a sum over the lexicons counts for at least in one that is longer. */
const LONG = 40;
const LEAST_SHARE = 0.6;

/**
 * What a fitted term counts for among so many words. Beyond the length of sentences it is a mean and no sum, so that what is
 * slightly off in a weight doesn't grow with a text that says the same again and again.
 */
const dampOf = (words: number): number => Math.sqrt(16 / (8 + words)) * Math.min(1, LONG / words);

/** Brings a sum to -1 to 1, as VADER does. */
const squashed = (sum: number): number => sum / Math.sqrt(sum * sum + 15);

/** Describes a text that was split into words, and these into their numbers. */
export function featuresOf(read: Words, numbers: readonly number[], of: Vocabulary): Features {
  const place = [0, 1];
  const value = [0, 0];
  const stressed = areCapitalsStress(read);
  const turn = lastTurn(numbers, of);
  const damp = dampOf(numbers.length);
  let [sum, low] = [0, 0];
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number;
    if (number === 0) continue;
    const vader = of.vader[number] as number;
    const afinn = of.afinn[number] as number;
    const feature = of.featureOf[number] as number;
    const side = turn < 0 ? 0 : at - turn;
    if (vader !== 0 || afinn !== 0 || feature !== 0) {
      const { push, sign } = shiftOf(numbers, read, at, of, stressed);
      const share = sign * (side === 0 ? 1 : side < 0 ? BEFORE : BEHIND);
      const weight = (vader + Math.sign(vader) * push) * share;
      sum += (weight + (afinn + Math.sign(afinn) * push) * share) / 2;
      if (weight < 0) low += weight;
      if (feature !== 0) {
        place.push(feature);
        const fitted = sign < 0 ? FITTED_NEGATED : 1;
        value.push(fitted * (side === 0 ? 1 : side < 0 ? FITTED_BEFORE : FITTED_BEHIND) * damp);
      }
    }
    const pair =
      at > 0 && !read.ends[at - 1] ? of.pairs.get(pairOf(numbers[at - 1] as number, number)) : undefined;
    if (pair !== undefined) {
      place.push(pair);
      value.push(damp);
    }
  }
  const loud = Math.sign(sum) * Math.min(read.exclamations, MOST_EXCLAMATIONS) * EXCLAMATION;
  value[0] = squashed(sum + loud) * Math.max(LEAST_SHARE, Math.sqrt(20 / (4 + numbers.length)));
  value[1] = squashed(low);
  return { place, value };
}

/** What the words before one do to its weight: what they add to its size, and what its sign is multiplied by. */
function shiftOf(numbers: readonly number[], read: Words, at: number, of: Vocabulary, stressed: boolean) {
  let push = stressed && read.capitals[at] ? CAPITALS : 0;
  let sign = 1;
  for (let back = 1; back <= REACH && back <= at && !read.ends[at - back]; back++) {
    const before = numbers[at - back] as number;
    push += (of.boost[before] as number) * (1 - FARTHER * (back - 1));
    if (of.negates[before] === 1) sign *= NEGATED;
  }
  return { push, sign };
}

/** Capitals stress a word only where not all is written so. */
function areCapitalsStress(read: Words): boolean {
  let count = 0;
  for (const capital of read.capitals) if (capital) count++;
  return count > 0 && count * 2 < read.words.length;
}

/** Where the last "but" stands that something follows and something precedes; -1 where there is none. */
function lastTurn(numbers: readonly number[], of: Vocabulary): number {
  for (let at = numbers.length - 2; at > 0; at--) if (of.turns[numbers[at] as number] === 1) return at;
  return -1;
}
