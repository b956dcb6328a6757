import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { endpoints } from '../src/doors.ts';
import { testApp } from './support/app.ts';

interface Described {
  paths: Record<string, Record<string, { operationId: string; parameters?: { name: string; in: string }[] }>>;
  components: { schemas: Record<string, unknown> };
}

describe('/api/openapi.json', () => {
  let described: Described;

  before(async () => {
    const app = await testApp();
    described = (await (await app.request('GET', '/api/openapi.json')).json()) as Described;
  });

  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(
      structuredClone(described) as unknown as Record<string, unknown>,
    );
    assert.ok(result.valid, JSON.stringify(result.errors));
  });

  it('describes every operation of the router, and no other', () => {
    const ours = endpoints.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    const theirs = Object.entries(described.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    assert.deepEqual(theirs.sort(), ours.sort());
  });

  it('declares every parameter of a path, and names each operation once', () => {
    const ids = new Set<string>();
    for (const [path, operations] of Object.entries(described.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      for (const [method, { operationId, parameters = [] }] of Object.entries(operations)) {
        assert.ok(!ids.has(operationId), operationId);
        ids.add(operationId);
        const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name);
        assert.deepEqual(declared.sort(), inPath.sort(), `${method} ${path}`);
      }
    }
  });

  it('refers to nothing that is not there', () => {
    const refs = JSON.stringify(described).matchAll(/"\$ref":"([^"]+)"/g);
    for (const [, ref = ''] of refs) {
      const name = /^#\/components\/schemas\/(.+)$/.exec(ref)?.[1] ?? '';
      assert.ok(name in described.components.schemas, ref);
    }
  });
});
