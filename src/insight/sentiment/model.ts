import { featuresOf } from './features.ts';
import { SUMS, type Vocabulary, vocabularyOf } from './vocabulary.ts';
import type { Words } from './words.ts';

/** A vocabulary with a weight for each feature. */
export type Model = { readonly vocabulary: Vocabulary; readonly weights: Float64Array };

const NO_TERMS = 'the sums over the lexicons';

/** Reads what `textOfModel` wrote: the sums' weights in the first line, then a term and its weight a line. */
export function modelOf(text: string): Model {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const sums = head.split('\t').slice(1).map(Number);
  const terms = lines.map((line) => line.split('\t'));
  const weights = Float64Array.from([...sums, ...terms.map(([, weight]) => Number(weight))]);
  if (sums.length !== SUMS || weights.some(Number.isNaN)) throw new TypeError('this is no fitted model');
  return { vocabulary: vocabularyOf(terms.map(([term = '']) => term)), weights };
}

/** A model as text. Weights are in thousandths of the greatest score; terms whose weight rounds to none are left out. */
export function textOfModel(terms: readonly string[], weights: Float64Array): string {
  const sums = [...weights.slice(0, SUMS)].map((weight) => weight.toFixed(3));
  const lines = terms
    .map((term, at) => [term, (weights[SUMS + at] as number).toFixed(3)] as const)
    .filter(([, weight]) => Math.abs(Number(weight)) >= 0.004)
    .map(([term, weight]) => `${term}\t${weight}`);
  return `${[NO_TERMS, ...sums].join('\t')}\n${lines.sort().join('\n')}\n`;
}

/** The score of a text: -1 (very negative) to 1 (very positive), a quarter of what people would rate it on -4 to 4. */
export function scoreBy({ vocabulary, weights }: Model, read: Words, numbers: readonly number[]): number {
  const { place, value } = featuresOf(read, numbers, vocabulary);
  let sum = 0;
  for (let at = 0; at < place.length; at++)
    sum += (weights[place[at] as number] as number) * (value[at] as number);
  return Math.tanh(sum);
}
