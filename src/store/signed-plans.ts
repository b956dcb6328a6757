import { z } from 'zod';
import { DEFAULT_TERMS, millionths, type SaidTerms, TERMS_BOUNDS } from '../privacy/noise-terms.ts';
import { specialCategoryOf } from '../privacy/special-categories.ts';
import {
  type AudienceDefinition,
  type Condition,
  canonicalConditions,
  comparedText,
  EXPORT_PURPOSES,
  type ExportDefinition,
  GROUPING_KINDS,
  inOneOrder,
  TARGETING_PURPOSES,
} from '../privacy/targeting.ts';
import { FUNCTIONS } from '../privacy/words.ts';

/** What may be said of audiences and tables, by whoever asks for them and by whoever signs them: read once, in one form. */

const TELLS_TOO_MUCH =
  'has a word that may tell of belief, health, a union, sexuality, origin or politics (Article 9 GDPR), by which nobody is picked or counted; leave it out';

const kind = z.enum(
  GROUPING_KINDS,
  `is no kind of attribute by which members may be picked: it is one of ${GROUPING_KINDS.join(', ')}`,
);
export const groupedKind = z.enum(
  GROUPING_KINDS,
  'is no kind of attribute by whose values members may be counted',
);
export const untilDay = z.iso.date('is a day, such as 2026-05-01');
/** A text by which members or their posts are picked, as it is compared. */
export const pickedBy = (asCompared: (text: string) => string) =>
  z
    .string('is a text')
    .max(100, 'may have 100 characters at most')
    .transform(asCompared)
    .refine((text) => text !== '', 'is needed')
    .refine((text) => specialCategoryOf(text) === null, { error: TELLS_TOO_MUCH });
export const value = pickedBy(comparedText);

/** Neither an age under eighteen nor one person's birthday; other kinds are compared as they are. */
const isAsked = (attribute: string, text: string): boolean =>
  attribute !== 'birth-date' || /^(\d{4}|\d{3}0s|\d{2,3}–\d{2,3})$/.test(text);
const BIRTH_DATES = 'of birth dates is a year, a decade such as 1990s, or an age band such as 30–39';

/** The same schema, of which values that are birth dates have one of these forms. */
export const hasKnownBirthDates = <T extends { readonly values: readonly string[] }>(
  schema: z.ZodType<T>,
  kindOf: (said: T) => string,
): z.ZodType<T> =>
  schema.refine((said) => said.values.every((text) => isAsked(kindOf(said), text)), {
    path: ['values'],
    error: BIRTH_DATES,
  });

const condition = hasKnownBirthDates(
  z.strictObject({
    kind,
    values: z.array(value, 'is a list of texts').min(1, 'name at least one').max(20, 'may be twenty at most'),
  }),
  (said) => said.kind,
);

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

export const exportPurpose = z.enum(EXPORT_PURPOSES, 'is aggregation or mining');

/** A table of numbers; values come out in their one order. */
export const exportPlan: z.ZodType<ExportDefinition> = hasKnownBirthDates(
  z.strictObject({
    function: audienceFields.function,
    purpose: exportPurpose,
    attribute: groupedKind,
    values: z
      .array(value, 'is a list of texts')
      .min(1, 'name at least one')
      .max(50, 'may be fifty at most')
      .transform(inOneOrder),
    until: untilDay,
  }),
  ({ attribute }) => attribute,
);

const { minimum, epsilonOfQuarter, epsilonOfQuery } = TERMS_BOUNDS;
const epsilon = ({ least, most }: { readonly least: number; readonly most: number }) =>
  z
    .number('is a number')
    .min(least, `is ${least} at least`)
    .max(most, `is ${most} at most`)
    .refine((n) => Math.abs(n * 1000 - Math.round(n * 1000)) < 1e-6, 'has three decimal places at most')
    .optional();

/** The parts of the terms on which numbers about members are told; ε in decimals. */
export const termsFields = {
  minimum: z
    .int('is a whole number')
    .min(minimum.least, `is ${minimum.least} at least`)
    .max(minimum.most, `is ${minimum.most} at most`)
    .optional(),
  epsilon_of_quarter: epsilon(epsilonOfQuarter),
  epsilon_of_query: epsilon(epsilonOfQuery),
  policy_first: z.boolean('is yes or no').optional(),
};

interface TermsFields {
  readonly minimum?: number | undefined;
  readonly epsilon_of_quarter?: number | undefined;
  readonly epsilon_of_query?: number | undefined;
  readonly policy_first?: boolean | undefined;
}

export const saidTerms = (fields: TermsFields): SaidTerms => ({
  ...(fields.minimum === undefined ? {} : { minimum: fields.minimum }),
  ...(fields.epsilon_of_quarter === undefined
    ? {}
    : { epsilonOfQuarter: millionths(fields.epsilon_of_quarter) }),
  ...(fields.epsilon_of_query === undefined ? {} : { epsilonOfQuery: millionths(fields.epsilon_of_query) }),
  ...(fields.policy_first === undefined ? {} : { policyFirst: fields.policy_first }),
});

export const saysTerms = (fields: TermsFields): boolean => Object.keys(saidTerms(fields)).length > 0;

/** Whether it asks for more than an organisation has that said nothing: for that there is an end. */
const exceedsDefault = (fields: TermsFields): boolean => {
  const said = saidTerms(fields);
  return (
    (said.epsilonOfQuarter ?? 0n) > DEFAULT_TERMS.epsilonOfQuarter ||
    (said.epsilonOfQuery ?? 0n) > DEFAULT_TERMS.epsilonOfQuery
  );
};

/** More than what holds: more ε, or a smaller minimum. Back to what everybody has, it needs no end. */
export const noisePlan = z
  .strictObject({ ...termsFields, until: z.iso.date('is a day, such as 2026-05-01').optional() })
  .refine(saysTerms, { path: ['minimum'], error: 'or a part of ε is needed' })
  .refine((fields) => fields.until !== undefined || !exceedsDefault(fields), {
    path: ['until'],
    error: 'is needed for more than ε = 2 a quarter, or more than 0.1 for a question',
  });
