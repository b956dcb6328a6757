import { z } from 'zod';
import {
  type AudienceDefinition,
  type Condition,
  canonicalConditions,
  comparedText,
  type ExportDefinition,
  GROUPING_KINDS,
  inOneOrder,
  TARGETING_PURPOSES,
} from '../privacy/targeting.ts';
import { FUNCTIONS } from '../privacy/words.ts';

/** What may be said of audiences and tables, by whoever asks for them and by whoever signs them: read once, in one form. */

const kind = z.enum(GROUPING_KINDS, 'is no kind of attribute by which members may be picked');
const value = z
  .string('is a text')
  .max(100, 'may have 100 characters at most')
  .transform(comparedText)
  .refine((text) => text !== '', 'is needed');

/** Neither an age under eighteen nor one person's birthday; other kinds are compared as they are. */
const isAsked = (attribute: string, text: string): boolean =>
  attribute !== 'birth-date' || /^(\d{4}|\d{3}0s|\d{2,3}–\d{2,3})$/.test(text);
const BIRTH_DATES = 'of birth dates is a year, a decade such as 1990s, or an age band such as 30–39';

const condition = z
  .strictObject({
    kind,
    values: z.array(value, 'is a list of texts').min(1, 'name at least one').max(20, 'may be twenty at most'),
  })
  .refine(({ kind: of, values }) => values.every((text) => isAsked(of, text)), {
    path: ['values'],
    error: BIRTH_DATES,
  });

/** The parts of an audience's definition; conditions come out in their one form. */
export const audienceFields = {
  function: z.enum(FUNCTIONS, 'is no business function'),
  purpose: z.enum(TARGETING_PURPOSES, 'is no purpose for which members may be picked'),
  conditions: z
    .array(condition, 'is a list of conditions')
    .min(1, 'name at least one')
    .max(5, 'may be five at most')
    .transform((all): readonly Condition[] => canonicalConditions(all)),
};

export const audiencePlan: z.ZodType<AudienceDefinition> = z.strictObject(audienceFields);

/** A table of numbers; values come out in their one order. */
export const exportPlan: z.ZodType<ExportDefinition> = z
  .strictObject({
    function: audienceFields.function,
    purpose: z.literal('aggregation', 'is aggregation'),
    attribute: z.enum(GROUPING_KINDS, 'is no kind of attribute by whose values members may be counted'),
    values: z
      .array(value, 'is a list of texts')
      .min(1, 'name at least one')
      .max(50, 'may be fifty at most')
      .transform(inOneOrder),
    until: z.iso.date('is a day, such as 2026-05-01'),
  })
  .refine(({ attribute, values }) => values.every((text) => isAsked(attribute, text)), {
    path: ['values'],
    error: BIRTH_DATES,
  });
