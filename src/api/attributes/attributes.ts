import { z } from 'zod';
import { attributeValueSchema, saidKindSchema } from '../../community/attributes/value.ts';
import { addAttribute } from '../../community/vault/add-attribute.ts';
import { editAttribute } from '../../community/vault/edit-attribute.ts';
import { listAttributes } from '../../community/vault/list-attributes.ts';
import { deleteAttribute } from '../../community/vault/withdraw-disclosure.ts';
import { ok } from '../../core/result.ts';
import { endpoint, idSchema } from '../../http/endpoint.ts';
import { ATTRIBUTES, PERSONAL_KINDS, SAID_KINDS } from '../../privacy/disclosure.ts';
import { attributeJson, presentAttribute } from './attribute-json.ts';

const BASE = '/api/privacy/v1/attributes';

/** An attribute in a path. */
export const attributeParams = z.object({ id: idSchema.toLowerCase() });

export const getVocabulary = endpoint({
  method: 'get',
  path: `${BASE}/vocabulary`,
  summary: 'The kinds of attributes, and at which precisions each can be shown',
  auth: 'nobody',
  answers: z.array(
    z.object({
      kind: z.string(),
      schema: z.string(),
      precisions: z.array(z.string()),
      /** A badge: it isn’t said, but confirmed. */
      confirmed: z.boolean(),
    }),
  ),
  async handle() {
    const body = PERSONAL_KINDS.map((kind) => ({
      kind,
      schema: ATTRIBUTES[kind].schema,
      precisions: [...ATTRIBUTES[kind].precisions],
      confirmed: !SAID_KINDS.some((said) => said === kind),
    }));
    return ok({ body });
  },
});

export const getAttributes = endpoint({
  method: 'get',
  path: BASE,
  summary: 'What one keeps, and what this persona shows of it',
  auth: 'persona',
  scope: 'privacy',
  answers: z.array(attributeJson),
  async handle({ caller, at }, deps) {
    const result = await listAttributes(deps, caller.viewer, at);
    return result.ok ? ok({ body: result.value.map(presentAttribute) }) : result;
  },
});

export const postAttribute = endpoint({
  method: 'post',
  path: BASE,
  summary: 'Keep an attribute; nobody sees it yet',
  auth: 'persona',
  scope: 'privacy',
  body: z.object({ kind: saidKindSchema, value: attributeValueSchema }),
  answers: attributeJson,
  async handle({ caller, body, at }, deps) {
    const result = await addAttribute(deps, caller.viewer, body.kind, body.value, at);
    return result.ok ? ok({ status: 201, body: presentAttribute(result.value) }) : result;
  },
});

export const putAttribute = endpoint({
  method: 'put',
  path: `${BASE}/:id`,
  summary: 'Change an attribute; what this persona shows of it follows, what others show does not',
  auth: 'persona',
  scope: 'privacy',
  params: attributeParams,
  body: z.object({ value: attributeValueSchema }),
  answers: attributeJson,
  async handle({ caller, params, body, at }, deps) {
    const result = await editAttribute(deps, caller.viewer, params.id, body.value, at);
    return result.ok ? ok({ body: presentAttribute(result.value) }) : result;
  },
});

export const removeAttribute = endpoint({
  method: 'delete',
  path: `${BASE}/:id`,
  summary: 'Delete an attribute, and what this persona shows of it',
  auth: 'persona',
  scope: 'privacy',
  params: attributeParams,
  answers: z.object({}),
  async handle({ caller, params, at }, deps) {
    const result = await deleteAttribute(deps, caller.viewer, params.id, at);
    return result.ok ? ok({ status: 204 }) : result;
  },
});
