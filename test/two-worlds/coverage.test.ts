import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../support/app.ts';
import { EXCEPTIONS } from './exceptions.ts';
import { FACTS } from './facts/facts.ts';
import { PROBES } from './probes/probes.ts';
import { routes } from './routes.ts';
import { STREAMS } from './streams.ts';

/** That the server lives, and the web app's page: nothing is read for them. */
const SAME_FOR_ALL = ['GET /healthz', 'GET /oauth/authorize'];

const traced = new Set([...PROBES, ...STREAMS].map(({ route }) => route));

test('every route is traced', () => {
  const without = [...routes.keys()].filter((route) => !traced.has(route));
  assert.deepEqual(without, [], 'add a probe for each of these: see test/two-worlds/README.md');
});

test('every traced route is there', () => {
  const gone = [...traced].filter((route) => !routes.has(route));
  assert.deepEqual(gone, [], 'these probes ask for routes that the router does not have');
});

test('the router has no route besides those of the doors', async () => {
  const { router } = await testApp();
  const others = router.routes
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !route.startsWith('ALL ') && !routes.has(route));
  assert.deepEqual([...new Set(others)], SAME_FOR_ALL, 'a route that is no endpoint escapes the traces');
});

test('every exception is about facts that there are', () => {
  const names = new Set(FACTS.map(({ name }) => name));
  for (const { facts } of EXCEPTIONS) for (const fact of facts) assert.ok(names.has(fact), fact);
});

test('names of facts differ', () => {
  assert.equal(new Set(FACTS.map(({ name }) => name)).size, FACTS.length);
});
