import { z } from 'zod';
import { idSchema } from '../../http/endpoint.ts';
import type { PolicyTextId } from '../../privacy/words.ts';

export const SIMULATIONS = '/api/organisations/v1/:id/simulations';

/** A draft to be tried: its text, for whom it would go, and which text in force it would replace. */
export const draftFields = {
  text: z.string().max(65_536, 'is too long'),
  scope: z.enum(['organisation', 'network'], 'is organisation or network').default('organisation'),
  replaces: idSchema
    .transform((id) => id.toLowerCase() as PolicyTextId)
    .nullable()
    .default(null),
};
