import { sentimentOf } from '../src/insight/sentiment/sentiment.ts';
import { kinds, sentencesOf } from '../test/sentiment/files.ts';
import { type Figure, median, rounded, type Setting } from './measure.ts';

/** How many sentences a second one core scores, languages told apart before. */
export function* benchSentiment({ say, quick }: Setting): Generator<Figure> {
  for (const kind of kinds) {
    const texts = sentencesOf(kind).map(({ text }) => text);
    say(`sentiment: ${kind}`);
    const rates: number[] = [];
    for (let round = 0; round < (quick ? 5 : 15); round++) {
      const begun = performance.now();
      for (const text of texts) sentimentOf(text);
      rates.push((texts.length / (performance.now() - begun)) * 1000);
    }
    yield {
      bench: 'sentiment',
      name: `${kind} scored by one core`,
      value: rounded(median(rates)),
      unit: 'sentences/s',
      atLeast: 50_000,
    };
  }
}
