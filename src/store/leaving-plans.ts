import { z } from 'zod';
import {
  RESOLVED_BY,
  type ResolutionDefinition,
  type SyntheticDefinition,
  type TrainingDefinition,
} from '../privacy/leaving.ts';
import { comparedText, inOneOrder } from '../privacy/targeting.ts';
import {
  audienceFields,
  exportPlan,
  exportPurpose,
  groupedKind,
  hasKnownBirthDates,
  pickedBy,
  untilDay,
  value,
} from './signed-plans.ts';

/** What else may leave, as it is signed: read once, in one form, wherever it comes from. */

/** A joint table of more cells than this is more noise than numbers, whoever is in it. */
const MOST_CELLS = 10_000;

const attribute = hasKnownBirthDates(
  z.strictObject({
    kind: groupedKind,
    values: z
      .array(value, 'is a list of texts')
      .min(1, 'name at least one')
      .max(50, 'may be fifty at most')
      .transform(inOneOrder),
  }),
  ({ kind }) => kind,
);

/** Rows that nobody is; attributes come out in one order, each once. */
export const syntheticPlan: z.ZodType<SyntheticDefinition> = z.strictObject({
  function: audienceFields.function,
  purpose: exportPurpose,
  synthetic: z
    .array(attribute, 'is a list of kinds, each with values')
    .min(2, 'are two kinds at least')
    .max(4, 'are four kinds at most')
    .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'names a kind twice')
    .refine(
      (all) => all.reduce((cells, { values }) => cells * (values.length + 1), 1) <= MOST_CELLS,
      `has more than ${MOST_CELLS} combinations: name fewer values`,
    )
    .transform((all) => all.toSorted((one, other) => (one.kind < other.kind ? -1 : 1))),
  until: untilDay,
});

const tag = pickedBy((text) => comparedText(text).replace(/^#/, '').normalize('NFKC').toLowerCase());

/** Posts to train models with; tags come out in one order. */
export const trainingPlan: z.ZodType<TrainingDefinition> = z.strictObject({
  function: audienceFields.function,
  purpose: z.literal('model-training', 'is model-training'),
  training: z
    .strictObject({
      for: z
        .string('says what is trained')
        .max(500, 'may have 500 characters at most')
        .transform(comparedText)
        .refine((text) => text !== '', 'says what is trained'),
      from: untilDay,
      before: untilDay,
      tags: z.array(tag, 'is a list of hashtags').max(20, 'may be twenty at most').transform(inOneOrder),
    })
    .refine(({ from, before }) => from < before, { path: ['before'], error: 'comes after from' }),
  until: untilDay,
});

/** By what members who granted it may be found in a list from outside, one by one. */
export const resolutionPlan: z.ZodType<ResolutionDefinition> = z.strictObject({
  function: audienceFields.function,
  purpose: z.literal('entity-resolution', 'is entity-resolution'),
  resolution: z
    .array(z.enum(RESOLVED_BY, 'is email, phone or name-town'), 'is a list')
    .min(1, 'name at least one')
    .transform((all) => RESOLVED_BY.filter((one) => all.includes(one))),
  until: untilDay,
});

/** Which of the plans a text of the kind `export` is to be read as. */
export function leavingPlan(text: unknown): z.ZodType {
  if (typeof text !== 'object' || text === null) return exportPlan;
  if ('training' in text) return trainingPlan;
  if ('resolution' in text) return resolutionPlan;
  return 'synthetic' in text ? syntheticPlan : exportPlan;
}
