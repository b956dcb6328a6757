import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { describeApi } from './openapi.ts';

const tree: z.ZodType = z.lazy(() => z.object({ leaf: z.string(), below: z.array(tree) }));

const sample = endpoint({
  method: 'post',
  path: '/api/v1/things/:id/parts',
  summary: 'A sample',
  auth: 'persona',
  scope: 'write',
  params: z.object({ id: z.uuid() }),
  query: z.object({ limit: z.coerce.number().default(20), ids: z.array(z.string()).optional() }),
  body: z.object({
    text: z.string().transform((text) => text.length),
    audience: z.unknown().meta({ id: 'Audience' }),
  }),
  answers: z.object({ tree, at: z.string().nullable() }),
  async handle() {
    throw new Error('never called');
  },
});

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1, also with schemas that speak of themselves', async () => {
    const result = await new Validator().validate(structuredClone(describeApi([sample])));
    assert.ok(result.valid, JSON.stringify(result.errors));
  });

  it('describes what comes in as it comes in, and what an operation needs', () => {
    const described = describeApi([sample]) as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
      components: { schemas: Record<string, object> };
    };
    const operation = described.paths['/api/v1/things/{id}/parts']?.post;
    assert.partialDeepStrictEqual(operation ?? {}, {
      operationId: 'postV1ThingsIdParts',
      security: [{ oauth2: ['write'] }],
      parameters: [
        { name: 'id', in: 'path', required: true },
        { name: 'limit', in: 'query' },
        { name: 'ids[]', in: 'query' },
      ],
    });
    assert.partialDeepStrictEqual(described.components.schemas.postV1ThingsIdPartsBody ?? {}, {
      properties: { text: { type: 'string' }, audience: { $ref: '#/components/schemas/Audience' } },
      required: ['text'],
    });
  });
});
