import { z } from 'zod';
import { LABELS } from '../../privacy/words.ts';
import { displayNameSchema, handleSchema, NAMINGS, noteSchema } from '../personas/handle.ts';
import { NETWORK_KINDS, slugSchema } from './network.ts';
import { rulesSchema } from './rules.ts';

/** A network that is to be founded, as it is said from outside. */
export const newNetworkSchema = z.strictObject({
  slug: slugSchema,
  title: displayNameSchema,
  description: noteSchema.default(''),
  kind: z.enum(NETWORK_KINDS, 'is employee, partner, customer or open').default('open'),
  rules: rulesSchema.default(rulesSchema.parse({})),
  /** The most harmful label that the network admits; without it, as fits the kind. */
  highest_label: z.enum(LABELS).optional(),
  /** Host name under which visitors reach the network without naming it. */
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .max(255)
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/, 'is no host name, such as social.acme.example')
    .optional(),
});

export type NewNetwork = z.output<typeof newNetworkSchema>;

/** The persona of whoever founds it. */
export const founderSchema = z.strictObject({
  handle: handleSchema,
  display_name: displayNameSchema,
  naming: z.enum(NAMINGS, 'is legal, chosen or pseudonym').default('chosen'),
  note: noteSchema.default(''),
});

export type FounderPersona = z.output<typeof founderSchema>;
