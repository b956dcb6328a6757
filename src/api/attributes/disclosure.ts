import { z } from 'zod';
import { audienceDescription } from '../../community/audiences/audience-description.ts';
import { discloseAttribute } from '../../community/vault/disclose-attribute.ts';
import { withdrawDisclosure } from '../../community/vault/withdraw-disclosure.ts';
import { ok } from '../../core/result.ts';
import { endpoint } from '../../http/endpoint.ts';
import { FOREVER } from '../../privacy/words.ts';
import { attributeJson, presentAttribute, purposeSchema } from './attribute-json.ts';
import { attributeParams } from './attributes.ts';

const PATH = '/api/privacy/v1/attributes/:id/disclosure';

/** A moment in ISO 8601; PostgreSQL and JavaScript reach to different years, so that far ones are refused. */
const momentSchema = z.iso
  .datetime({ offset: true, error: 'is no moment such as 2026-12-31T23:00:00Z' })
  .transform((text) => Date.parse(text))
  .refine((at) => at < Date.UTC(3000, 0), 'is too far away; leave it out for no end');

export const putDisclosure = endpoint({
  method: 'put',
  path: PATH,
  summary: 'Show an attribute through this persona: how precisely, to whom, for what and until when',
  auth: 'persona',
  scope: 'privacy',
  params: attributeParams,
  body: z.object({
    precision: z.string().max(40).default('exact'),
    audience: audienceDescription,
    purpose: purposeSchema.default('reading'),
    until: momentSchema.nullish(),
  }),
  answers: attributeJson,
  async handle({ caller, params, body, at }, deps) {
    const { precision, audience, purpose, until } = body;
    const json = { precision, audience, purpose, until: until ?? FOREVER };
    const result = await discloseAttribute(deps, caller.viewer, params.id, json, at);
    return result.ok ? ok({ body: presentAttribute(result.value) }) : result;
  },
});

export const deleteDisclosure = endpoint({
  method: 'delete',
  path: PATH,
  summary: 'Withdraw what this persona shows of an attribute',
  auth: 'persona',
  scope: 'privacy',
  params: attributeParams,
  answers: z.object({}),
  async handle({ caller, params, at }, deps) {
    const result = await withdrawDisclosure(deps, caller.viewer, { attribute: params.id }, at);
    return result.ok ? ok({ status: 204 }) : result;
  },
});
