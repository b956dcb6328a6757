import { z } from 'zod';
import { idSchema } from '../../http/endpoint.ts';
import type { ToldOffer } from '../../insight/offers/list-offers.ts';
import { LONGEST_DAYS, stateOf } from '../../insight/offers/offer.ts';
import { purposeIri } from '../../privacy/purposes.ts';
import { GROUPING_KINDS, TARGETING_PURPOSES } from '../../privacy/targeting.ts';
import { FUNCTIONS, type Instant } from '../../privacy/words.ts';
import { instantJson } from '../instant-json.ts';

const wholeDays = z
  .int('is a whole number of days')
  .min(1, 'is a day at least')
  .max(LONGEST_DAYS, `is ${LONGEST_DAYS} days at most`);

/** What an organisation says of an offer. */
export const saidOffer = z.strictObject({
  audience: idSchema.transform((id) => id.toLowerCase()),
  title: z.string('is needed').trim().min(1, 'is needed').max(120, 'may have 120 characters at most'),
  text: z.string('is needed').trim().min(1, 'is needed').max(1000, 'may have 1000 characters at most'),
  link: z
    .url({ protocol: /^https$/, error: 'is an address that begins with https://' })
    .max(500, 'may have 500 characters at most')
    .nullable()
    .default(null),
  most_times: z
    .int('is a whole number')
    .min(1, 'is once at least')
    .max(10, 'is ten times at most')
    .default(3),
  within_days: wholeDays.default(7),
  until: z.iso.datetime('is a time, such as 2026-05-01T00:00:00Z'),
});

/** A condition, as an audience has it. */
export const conditionJson = z.object({ kind: z.enum(GROUPING_KINDS), values: z.array(z.string()) });

export const offerJson = z
  .object({
    id: z.string(),
    organisation: z.string(),
    state: z.enum(['draft', 'live', 'ended']),
    audience: z.string(),
    function: z.enum(FUNCTIONS),
    purpose: z.enum(TARGETING_PURPOSES),
    purpose_iri: z.string(),
    conditions: z.array(conditionJson),
    title: z.string(),
    text: z.string(),
    link: z.string().nullable(),
    most_times: z.int(),
    within_days: z.int(),
    made_at: z.string(),
    until: z.string(),
    live_since: z.string().nullable(),
    /** Why it is shown to nobody, or can't be published. */
    hindrance: z.enum(['untold', 'too-few', 'unsigned', 'policy', 'sensitive', 'gone', 'changed']).nullable(),
  })
  .meta({ id: 'Offer' });

export function presentOffer({ offer, hindrance }: ToldOffer, at: Instant): z.output<typeof offerJson> {
  return {
    id: offer.id,
    organisation: offer.organisation,
    state: stateOf(offer, at),
    audience: offer.audience,
    function: offer.function,
    purpose: offer.purpose,
    purpose_iri: purposeIri(offer.purpose),
    conditions: offer.conditions.map(({ kind, values }) => ({ kind, values: [...values] })),
    title: offer.title,
    text: offer.text,
    link: offer.link,
    most_times: offer.mostTimes,
    within_days: offer.withinDays,
    made_at: instantJson(offer.madeAt),
    until: instantJson(offer.until ?? offer.endsAt),
    live_since: offer.from === null ? null : instantJson(offer.from),
    hindrance,
  };
}
