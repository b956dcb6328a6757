import { readFileSync } from 'node:fs';
import { isEnglish } from './language.ts';
import { modelOf, scoreBy } from './model.ts';
import { numbersOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

const model = modelOf(readFileSync(new URL('fitted.tsv', import.meta.url), 'utf8'));

/**
 * The sentiment of a text: -1 (very negative) to 1 (very positive), a quarter of what people would rate it on -4 to 4;
 * null where the text is in another language than English, which the model knows nothing of.
 */
export function sentimentOf(text: string): number | null {
  const read = wordsOf(text);
  const numbers = numbersOf(read.words, model.vocabulary);
  return isEnglish(read, numbers, model.vocabulary, text) ? scoreBy(model, read, numbers) : null;
}
