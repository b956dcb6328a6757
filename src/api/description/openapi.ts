import { z } from 'zod';
import { ALL_SCOPES } from '../../community/tokens/token.ts';
import { ok } from '../../core/result.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { describeOperation } from './operation.ts';
import { type JsonSchema, SchemaBook } from './schemas.ts';

/** The description of every operation as OpenAPI 3.1. */
export function describeApi(endpoints: readonly Endpoint[]): JsonSchema {
  const book = new SchemaBook();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const one of endpoints) {
    const path = one.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [one.method]: describeOperation(one, book) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Waxseal',
      version: '1',
      description:
        'A sealed community. The social part follows the Mastodon client API; the rest stands under /api/privacy/v1.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: book.components,
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          description: 'A bearer token, bound to one persona.',
          flows: {
            authorizationCode: {
              authorizationUrl: '/oauth/authorize',
              tokenUrl: '/oauth/token',
              scopes: Object.fromEntries(ALL_SCOPES.map((scope) => [scope, SCOPE_WORDS[scope]])),
            },
          },
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'waxseal_session',
          description: 'An account’s session, in the browser and from this site alone.',
        },
      },
    },
  };
}

const SCOPE_WORDS: Record<(typeof ALL_SCOPES)[number], string> = {
  read: 'Read what the persona may see.',
  write: 'Post, and change what the persona shows.',
  follow: 'Follow, connect and block.',
  push: 'Receive notifications.',
  privacy: 'Keep attributes, grants and audiences, and administer where the persona may.',
};

/**
 * The operation that answers with the description.
 * @param all gives every operation, this one included; asked when the description is first wanted
 */
export function openapiEndpoint(all: () => readonly Endpoint[]): Endpoint {
  let described: JsonSchema | undefined;
  return endpoint({
    method: 'get',
    path: '/api/openapi.json',
    summary: 'This description',
    auth: 'nobody',
    answers: z.looseObject({ openapi: z.string() }),
    async handle() {
      described ??= describeApi(all());
      return ok({ body: described });
    },
  });
}
