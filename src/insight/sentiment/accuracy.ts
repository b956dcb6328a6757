/** Beyond this share of the greatest score a text counts as positive or negative, within it as neutral (VADER's). */
const NEUTRAL = 0.05;

export type Accuracy = { readonly pearson: number; readonly f1: number };

/** How well scores agree with ratings, both -1 to 1. Of no rows, or where all are alike, the correlation is 0. */
export function accuracyOf(scores: readonly number[], ratings: readonly number[]): Accuracy {
  return { pearson: pearson(scores, ratings), f1: macroF1(scores, ratings) };
}

/** Pearson's correlation of two series of one length. */
export function pearson(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [da, db] = [(a[at] as number) - meanA, (b[at] as number) - meanB];
    both += da * db;
    squareA += da * da;
    squareB += db * db;
  }
  return squareA === 0 || squareB === 0 ? 0 : both / Math.sqrt(squareA * squareB);
}

const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;

const classOf = (score: number): number => (score >= NEUTRAL ? 1 : score <= -NEUTRAL ? -1 : 0);

/** The mean of the F1 of the three classes positive, negative, neutral; classes in neither series are left out. */
export function macroF1(scores: readonly number[], ratings: readonly number[]): number {
  const each = [-1, 0, 1].map((kind) => {
    let [hit, said, meant] = [0, 0, 0];
    for (let at = 0; at < ratings.length; at++) {
      const [guess, truth] = [
        classOf(scores[at] as number) === kind,
        classOf(ratings[at] as number) === kind,
      ];
      if (guess) said++;
      if (truth) meant++;
      if (guess && truth) hit++;
    }
    return said + meant === 0 ? undefined : (2 * hit) / (said + meant);
  });
  const present = each.filter((value) => value !== undefined);
  return present.length === 0 ? 0 : present.reduce((sum, value) => sum + value, 0) / present.length;
}
