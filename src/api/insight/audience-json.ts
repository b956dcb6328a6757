import { z } from 'zod';
import { definitionOf } from '../../insight/audiences/audience.ts';
import type { ToldAudience } from '../../insight/audiences/list-audiences.ts';
import { sigmaOf } from '../../insight/noise/release.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { GROUPING_KINDS, NUMBERS_STAND_DAYS, TARGETING_PURPOSES } from '../../privacy/targeting.ts';
import { DAY_MS, FUNCTIONS } from '../../privacy/words.ts';
import { instantJson } from '../instant-json.ts';
import { numberJson, presentNumber } from './number-json.ts';

export const audienceJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    title: z.string(),
    version: z.int(),
    since: z.string(),
    function: z.enum(FUNCTIONS),
    purpose: z.enum(TARGETING_PURPOSES),
    purpose_iri: z.string(),
    conditions: z.array(z.object({ kind: z.enum(GROUPING_KINDS), values: z.array(z.string()) })),
    size: numberJson.extend({ sigma: z.number(), asked_at: z.string(), stands_until: z.string() }).nullable(),
    usable: z.boolean(),
    hindrance: z.enum(['untold', 'too-few', 'unsigned', 'policy', 'sensitive']).nullable(),
    needs_signature: z.boolean(),
    /** What experts sign of it, as the text of a matter of the kind `saved-audience`. */
    to_sign: z.string(),
  })
  .meta({ id: 'SavedAudience' });

export function presentAudience(one: ToldAudience): z.output<typeof audienceJson> {
  const { audience, told, hindrance, needsSignature } = one;
  return {
    id: audience.id,
    organisation: audience.organisation,
    title: audience.title,
    version: audience.version,
    since: instantJson(audience.since),
    function: audience.function,
    purpose: audience.purpose,
    purpose_iri: purposeIri(audience.purpose),
    conditions: audience.conditions.map(({ kind, values }) => ({ kind, values: [...values] })),
    size:
      told === null
        ? null
        : {
            ...presentNumber(told.released, told),
            sigma: sigmaOf(told.variance),
            asked_at: instantJson(told.askedAt),
            stands_until: instantJson(told.askedAt + NUMBERS_STAND_DAYS * DAY_MS),
          },
    usable: hindrance === null,
    hindrance,
    needs_signature: needsSignature,
    to_sign: JSON.stringify(definitionOf(audience), null, 2),
  };
}
