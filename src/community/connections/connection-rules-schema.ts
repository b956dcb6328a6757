import { z } from 'zod';
import type { ActorId } from '../../privacy/words.ts';
import { conditionsSchema } from '../grants/new-grant.ts';

const months = z
  .int('is a whole number of months')
  .min(1, 'is one month at least')
  .max(120, 'is ten years at most')
  .nullable();

const admission = z.strictObject({ audience: z.unknown(), conditions: conditionsSchema.default({}) });

/** Rules that one actor may have for the same: more a member couldn't oversee. */
const admissions = z.array(admission).max(8, 'are eight at most; put the people into a circle');

export const endingRulesSchema = z.strictObject({
  after_months: months,
  dormant_months: months,
  leaving: z
    .uuid('is not an id')
    .transform((id) => id.toLowerCase() as ActorId)
    .nullable(),
});

/** The rules as a member says them; what is left out stays. */
export const connectionRulesSchema = z.strictObject({
  ask: admissions.optional(),
  at_once: admissions.optional(),
  question: z
    .string()
    .trim()
    .min(1, 'is empty; send null for none')
    .max(200, 'is 200 characters at most')
    .nullable()
    .optional(),
  daily_cap: z.int('is a whole number').min(0).max(1000).nullable().optional(),
  ends: endingRulesSchema.optional(),
});

export type ConnectionRulesInput = z.output<typeof connectionRulesSchema>;
