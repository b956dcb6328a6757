import Sentiment from 'sentiment';
import vader from 'vader-sentiment';
import wink from 'wink-sentiment';
import { type Accuracy, accuracyOf } from './accuracy.ts';
import type { Rated } from './rated.ts';

/** A library to compare with, by the score that it calls normalised itself. */
export type Baseline = { readonly name: string; readonly score: (text: string) => number };

const afinn = new Sentiment();

/** The libraries for Node that score sentences; `natural` is left out, since it adds up AFINN as `sentiment` does. */
export const baselines: readonly Baseline[] = [
  {
    name: 'vader-sentiment',
    score: (text) => vader.SentimentIntensityAnalyzer.polarity_scores(text).compound,
  },
  { name: 'wink-sentiment', score: (text) => wink(text).normalizedScore },
  { name: 'sentiment', score: (text) => afinn.analyze(text).comparative },
];

/** How well a library scores them. */
export function accuracyOn(baseline: Baseline, rated: readonly Rated[]): Accuracy {
  return accuracyOf(
    rated.map(({ text }) => baseline.score(text)),
    rated.map(({ rating }) => rating),
  );
}
