import type { Question } from '../../privacy/facts.ts';
import { NUMBERS_STAND_DAYS } from '../../privacy/targeting.ts';
import type { ActorId, BusinessFunction, Instant } from '../../privacy/words.ts';
import { countsOf, type Part } from '../counting/measure.ts';
import { MOST_TIES } from './bounded-degrees.ts';
import { PART_CLASSES, PART_MEASURES, PARTS_SQUARED, type PartMeasure, WHOLE } from './parts-histogram.ts';
import { TIES_CLASSES, TIES_STEP, tiesSquared } from './ties-histogram.ts';

export const INFLUENCE = 'influence-measurement';
export const MEASURES = ['ties', ...PART_MEASURES] as const;
/** Into how many parts members can be put. */
export const PARTS = [200, 500, 1000, 2000, 5000] as const;

/** How members of whom an organisation may measure it are spread over classes of a measure. */
export type InfluenceQuestion = {
  readonly organisation: ActorId;
  readonly function: BusinessFunction;
} & (
  | { readonly measure: 'ties' }
  | { readonly measure: PartMeasure; readonly parts: (typeof PARTS)[number] }
);

/** The one form of the question. */
export const canonicalInfluence = (asked: InfluenceQuestion): string =>
  JSON.stringify({
    influence: asked.measure,
    in: asked.function,
    ...(asked.measure === 'ties' ? {} : { parts: asked.parts }),
  });

/** The kind of numbers that it is answered with, and in how many of them a member, or a part, counts as one. */
export const numbersOf = (
  measure: InfluenceQuestion['measure'],
): { readonly part: Part; readonly one: number } =>
  measure === 'ties'
    ? {
        part: { ...countsOf(TIES_CLASSES.length), squared: tiesSquared(MOST_TIES, TIES_STEP) },
        one: TIES_STEP,
      }
    : { part: { cells: PART_CLASSES[measure].length, squared: PARTS_SQUARED }, one: WHOLE };

/** What members let the organisation do with their ties. */
export const asksOfTies = (
  action: 'process' | 'see',
  { organisation, function: capacity }: Pick<InfluenceQuestion, 'organisation' | 'function'>,
  at: Instant,
): Question => ({
  action,
  purpose: INFLUENCE,
  at,
  // Names are told, and kept by nobody; numbers are kept as others are.
  as: { organisation, capacity, ...(action === 'process' ? { retentionDays: NUMBERS_STAND_DAYS } : {}) },
});
