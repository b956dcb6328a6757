import { z } from 'zod';
import type { PartsAnswer } from '../../insight/counting/answer-once.ts';
import { PART_CLASSES } from '../../insight/influence/parts-histogram.ts';
import { type InfluenceQuestion, numbersOf } from '../../insight/influence/question.ts';
import { TIES_CLASSES } from '../../insight/influence/ties-histogram.ts';

/**
 * A class as it was told, and between what the true number lies. Of ties, `from` is the number where the class stands, and
 * `value` how many members; of all else, `from` is where it begins, up to but not including `to`, and `value` the share of the
 * members of an average part.
 */
export const influenceClassJson = z.object({
  from: z.number(),
  to: z.number().nullable(),
  value: z.number().nullable(),
  /** Of members; of parts, where it is a share: what is fewer isn't told. */
  fewer_than: z.int().nullable(),
  interval: z.object({ from: z.number(), to: z.number(), share: z.number() }).nullable(),
});

/** The answer's numbers, class by class, and the noise in one of them. */
export function presentClasses(
  question: InfluenceQuestion,
  {
    parts: [told = []],
    variances: [variance = 0n],
    minimum,
  }: Pick<PartsAnswer, 'parts' | 'variances' | 'minimum'>,
): {
  readonly classes: z.output<typeof influenceClassJson>[];
  readonly noise: { readonly kind: 'discrete-gaussian'; readonly sigma: number };
} {
  const isTies = question.measure === 'ties';
  const { one } = numbersOf(question.measure);
  const unit = question.measure === 'ties' ? one : one * question.parts;
  const most = isTies ? Number.POSITIVE_INFINITY : 1;
  const rounded = (x: number): number => (isTies ? Math.round(x) : Math.round(x * 10_000) / 10_000);
  const within = (x: number): number => rounded(Math.min(most, Math.max(0, x)));
  const sigma = Math.sqrt(Number(variance)) / unit;
  const begins = question.measure === 'ties' ? TIES_CLASSES : PART_CLASSES[question.measure];
  const classes = begins.map((from, n) => {
    const cell = told[n] ?? null;
    const value = cell === null ? null : cell / unit;
    return {
      from,
      to: isTies ? null : (begins[n + 1] ?? null),
      value: value === null ? null : within(value),
      fewer_than: value === null ? minimum : null,
      interval:
        value === null
          ? null
          : { from: within(value - 1.96 * sigma), to: within(value + 1.96 * sigma), share: 0.95 },
    };
  });
  return { classes, noise: { kind: 'discrete-gaussian', sigma: Math.round(sigma * 10_000) / 10_000 } };
}
