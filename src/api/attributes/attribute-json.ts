import { z } from 'zod';
import { attributeKindSchema } from '../../community/attributes/value.ts';
import { audienceDescription } from '../../community/audiences/audience-description.ts';
import { audienceJson } from '../../community/audiences/audience-json.ts';
import type { AttributeView } from '../../community/vault/list-attributes.ts';
import { PURPOSES, type Purpose } from '../../privacy/purposes.ts';
import { endJson, instantJson } from '../instant-json.ts';

export const purposeSchema = z.enum(PURPOSES as readonly [Purpose, ...Purpose[]], 'is no purpose');

export const attributeJson = z.object({
  id: z.string(),
  kind: attributeKindSchema,
  value: z.string().nullable(),
  updated_at: z.string(),
  disclosure: z
    .object({
      id: z.string(),
      precision: z.string(),
      shown: z.string(),
      stale: z.boolean(),
      audience: audienceDescription,
      purpose: purposeSchema,
      until: z.string().nullable(),
      review_by: z.string(),
    })
    .nullable(),
});

export const presentAttribute = ({ id, kind, value, updatedAt, disclosure }: AttributeView) => ({
  id,
  kind,
  value,
  updated_at: instantJson(updatedAt),
  disclosure:
    disclosure === null
      ? null
      : {
          id: disclosure.id,
          precision: disclosure.precision,
          shown: disclosure.shown,
          stale: disclosure.stale,
          audience: audienceJson(disclosure.audience),
          purpose: disclosure.purpose,
          until: endJson(disclosure.until),
          review_by: instantJson(disclosure.reviewBy),
        },
});
