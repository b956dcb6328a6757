import { type Accuracy, accuracyOf } from './accuracy.ts';
import { accuracyOn, baselines } from './baselines.ts';
import type { Rated } from './rated.ts';
import { sentimentOf } from './sentiment.ts';

/** How well texts are scored, beside the best of the libraries on the same rows. */
export type Evaluation = Accuracy & {
  /** How many were compared: those in English. */
  readonly rows: number;
  readonly baseline: Accuracy & { readonly name: string };
};

/** Scores sentences that people rated. `leftOut` is the share of those in other languages, 0 to 1. */
export function evaluate(rated: readonly Rated[]): { evaluation: Evaluation; leftOut: number } {
  const scored = rated.flatMap((row) => {
    const score = sentimentOf(row.text);
    return score === null ? [] : [{ ...row, score }];
  });
  const ratings = scored.map(({ rating }) => rating);
  const ours = accuracyOf(
    scored.map(({ score }) => score),
    ratings,
  );
  const baseline = bestOf(baselines.map((one) => ({ name: one.name, ...accuracyOn(one, scored) })));
  const leftOut = rated.length === 0 ? 0 : 1 - scored.length / rated.length;
  return { evaluation: { rows: scored.length, ...ours, baseline }, leftOut };
}

/** The best is the one whose two figures together are greatest. */
function bestOf<Figures extends Accuracy>(all: readonly Figures[]): Figures {
  return all.reduce((best, one) => (one.pearson + one.f1 > best.pearson + best.f1 ? one : best));
}
