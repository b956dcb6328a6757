import { ACTING_SEAT } from '../../http/acting-seat.ts';
import type { Auth, Endpoint } from '../../http/endpoint.ts';
import type { JsonSchema, SchemaBook } from './schemas.ts';

/** One operation as OpenAPI 3.1 describes it. */
export function describeOperation(endpoint: Endpoint, book: SchemaBook): JsonSchema {
  const operationId = operationIdOf(endpoint);
  const { params, query, body, answers } = endpoint.schemas;
  const parameters = [
    ...(params === null ? [] : parametersOf(book.add(params, 'input', `${operationId}Path`), 'path')),
    ...(query === null ? [] : parametersOf(book.add(query, 'input', `${operationId}Query`), 'query')),
    ...(endpoint.auth === 'viewer' || endpoint.auth === 'anyone' ? [networkParameter] : []),
    ...(endpoint.seat === null ? [] : [seatParameter]),
  ];
  return {
    operationId,
    summary: endpoint.summary,
    tags: [tagOf(endpoint.path)],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === null
      ? {}
      : {
          requestBody: bodyOf(
            book.share(`${operationId}Body`, book.add(body, 'input', `${operationId}Body`)),
          ),
        }),
    responses: {
      '2XX': answerOf(book.add(answers, 'output', `${operationId}Answer`)),
      '4XX': {
        description: 'Refused; what may not be seen is answered as what is not there.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
    security: securityOf(endpoint),
  };
}

/** `post /api/v1/statuses/:id/favourite` as `postV1StatusesIdFavourite`. */
function operationIdOf({ method, path }: Pick<Endpoint, 'method' | 'path'>): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && word !== 'api');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const networkParameter: JsonSchema = {
  name: 'network',
  in: 'query',
  description: 'Short name of the network to look at, for visitors without a token.',
  schema: { type: 'string' },
};

const seatParameter: JsonSchema = {
  name: ACTING_SEAT,
  in: 'header',
  description: 'A seat of one’s own in which one acts for its organisation, in a business function.',
  schema: { type: 'string', format: 'uuid' },
};

function parametersOf(schema: JsonSchema, where: 'path' | 'query'): JsonSchema[] {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = (schema.required ?? []) as string[];
  return Object.entries(properties).map(([name, property]) => {
    const list = where === 'query' && property.type === 'array';
    const nested = where === 'query' && property.type === 'object';
    return {
      name: list ? `${name}[]` : name,
      in: where,
      ...(where === 'path' || required.includes(name) ? { required: true } : {}),
      ...(nested ? { style: 'deepObject', explode: true } : {}),
      schema: property,
    };
  });
}

/** Every body may come in each of the three ways; the schema is the same. */
function bodyOf(schema: JsonSchema): JsonSchema {
  const types = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];
  return { content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

function answerOf(schema: JsonSchema): JsonSchema {
  const isEmpty = schema.type === 'object' && Object.keys((schema.properties ?? {}) as object).length === 0;
  if (isEmpty) return { description: 'Done.' };
  return { description: 'The answer.', content: { 'application/json': { schema } } };
}

function securityOf({ auth, scope }: Endpoint): JsonSchema[] {
  const token = { oauth2: scope === null ? [] : [scope] };
  const security: Record<Auth, JsonSchema[]> = {
    nobody: [],
    viewer: [{}, token],
    anyone: [{}, token],
    persona: [token],
    session: [{ session: [] }],
    either: [token, { session: [] }],
  };
  return security[auth];
}

/** What it is about: the first word of the path that isn't a version. */
function tagOf(path: string): string {
  const words = path.split('/').filter((word) => word !== '' && !/^(api|v\d+|privacy)$/.test(word));
  return words[0]?.replace(/^[.:]/, '') ?? 'server';
}
