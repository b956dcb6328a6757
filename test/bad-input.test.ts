import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { endpoints } from '../src/doors.ts';
import type { Endpoint } from '../src/http/endpoint.ts';
import { type TestApp, testApp } from './support/app.ts';
import { makeNetwork, makePersona, sessionHeaders, type TestPersona } from './support/people.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

/** Bodies that no operation can make sense of, or that try what lies behind it. */
const bodies: readonly (readonly [name: string, body: string, headers: Record<string, string>])[] = [
  ['nothing', '', JSON_TYPE],
  ['no JSON', '{"a":', JSON_TYPE],
  ['a list', '[]', JSON_TYPE],
  ['null', 'null', JSON_TYPE],
  ['a number', '17', JSON_TYPE],
  ['an empty object', '{}', JSON_TYPE],
  ['a lone surrogate', '{"text":"\\ud800","status":"\\ud800","handle":"\\ud800"}', JSON_TYPE],
  ['a NUL', '{"text":"a\\u0000b","status":"a\\u0000b","value":"\\u0000","title":"\\u0000"}', JSON_TYPE],
  ['a prototype', '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}', JSON_TYPE],
  ['a deep nest', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, JSON_TYPE],
  [
    'deep audiences',
    `{"audience":${'{"any":['.repeat(100)}{"kind":"network"}${']}'.repeat(100)}}`,
    JSON_TYPE,
  ],
  ['an unknown audience', '{"status":"x","audience":{"kind":"aliens"},"grants":[{}]}', JSON_TYPE],
  ['a broken percent', 'status=%E0%A4%A', FORM_TYPE],
  ['broken names', 'a[b][c][]=1&a=2&a[b]=3&[]=4&a[=5&__proto__[x]=6', FORM_TYPE],
  ['another type', '<x/>', { 'content-type': 'application/xml' }],
  ['a broken multipart', 'xx', { 'content-type': 'multipart/form-data; boundary=y' }],
  [
    'numbers where words belong',
    '{"status":1,"text":1,"title":1,"handle":1,"email":1,"password":1,"value":1}',
    JSON_TYPE,
  ],
  [
    'words where lists belong',
    '{"personas":"x","actions":"x","functions":"x","media_ids":"x","asks":"x"}',
    JSON_TYPE,
  ],
  [
    'a long text',
    JSON.stringify({ status: 'x'.repeat(60_000), title: 'x'.repeat(60_000), value: 'x'.repeat(60_000) }),
    JSON_TYPE,
  ],
  [
    'far times',
    '{"until":"999999-01-01T00:00:00Z","from":"-1","expires_in":1e308,"days":-5,"uses":1e99}',
    JSON_TYPE,
  ],
];

const queries = [
  'limit=-1&max_id=x&since_id=%00&min_id=1',
  'limit=1e99&q=%27%3B--&offset=-1&kind=x&id=x&as=x&persona=x&action=x&purpose=x',
  'limit[]=1&max_id[]=x&q[a]=b',
  'q=%E0%A4%A',
  `q=${'%25_'.repeat(400)}`,
  'max_id=01900000-0000-7000-8000-000000000000&limit=99999',
];

const ids = [
  'x',
  '%00',
  '%E0',
  '..%2f..',
  '01900000-0000-7000-8000-000000000000',
  "' or 1=1 --",
  'x'.repeat(3000),
];

/** Leaves the caller signed in, so that what comes after is asked as the same. */
const isLast = ({ path, method }: Endpoint): boolean =>
  /\/sessions?$|\/oauth\/revoke$/.test(path) && method !== 'get';
const isStream = ({ path }: Endpoint): boolean =>
  path.startsWith('/api/v1/streaming') && !path.endsWith('/health');

describe('bad input', () => {
  let app: TestApp;
  let persona: TestPersona;

  before(async () => {
    app = await testApp();
    persona = await makePersona(app, await makeNetwork(app), 'ada');
  });

  /** Never a fault of the server, and in words where refused. */
  async function ask(
    one: Endpoint,
    path: string,
    name: string,
    body?: string,
    headers: Record<string, string> = {},
  ) {
    const response = await app.request(one.method.toUpperCase(), path, {
      headers: { ...sessionHeaders(persona.cookie), ...headers },
      ...(one.auth === 'session' || one.auth === 'nobody' ? {} : { token: persona.token }),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const said = `${one.method} ${path.slice(0, 120)} with ${name}: ${response.status} ${text.slice(0, 300)}`;
    assert.ok(response.status < 500, said);
    if (response.status < 400) return;
    const { error, error_description } = JSON.parse(text) as Record<string, unknown>;
    assert.ok(typeof error === 'string' && typeof error_description === 'string', said);
    assert.ok(error_description.length > 5 && !/\n|\.ts:|node_modules/.test(error_description), said);
  }

  const asked = endpoints.filter((one) => !isStream(one) && !isLast(one));
  const filled = ({ path }: Endpoint, id = '01900000-0000-7000-8000-000000000000') =>
    path.replaceAll(/:\w+/g, encodeURIComponent(id));

  it('gets a refusal in words: bodies', async () => {
    for (const one of asked.filter(({ method }) => method !== 'get')) {
      await Promise.all(bodies.map(([name, body, headers]) => ask(one, filled(one), name, body, headers)));
      app.clock.advance(16 * 60_000);
    }
  });

  it('gets a refusal in words: queries', async () => {
    for (const one of asked.filter(({ method }) => method === 'get')) {
      await Promise.all(queries.map((query) => ask(one, `${filled(one)}?${query}`, query)));
    }
  });

  it('is absent where a path is none', async () => {
    for (const one of asked.filter(({ path }) => path.includes(':'))) {
      const [body, headers] = one.method === 'get' ? [undefined, {}] : ['{}', JSON_TYPE];
      const paths = ids.map((id) =>
        one.path.replaceAll(/:\w+/g, id.includes('%') ? id : encodeURIComponent(id)),
      );
      await Promise.all(paths.map((path) => ask(one, path, 'that path', body, headers)));
    }
  });
});
