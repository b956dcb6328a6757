import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestPersona } from '../support/people.ts';

/** Of two edits at once the later is told of the earlier, and neither is lost. */
describe('two edits at once', () => {
  let app: TestApp;
  let ann: TestPersona;
  let post: string;

  before(async () => {
    app = await testApp();
    ann = await makePersona(app, await makeNetwork(app), 'ann');
    const body = { status: 'As it was', audience: { kind: 'network' } };
    const made = await app.request('POST', '/api/v1/statuses', { token: ann.token, body });
    post = ((await answerOf(made, 200)) as { id: string }).id;
  });

  const request = (method: string, path: string, body?: unknown, tag?: string) => {
    app.clock.advance(1000);
    const headers = tag === undefined ? {} : { 'if-match': tag };
    return app.request(method, path, { token: ann.token, headers, ...(body ? { body } : {}) });
  };
  const read = async (path: string) => {
    const answer = await request('GET', path);
    const { etag } = (await answer.clone().json()) as { etag: string };
    assert.equal(answer.headers.get('etag'), etag);
    return etag;
  };

  const cases = [
    {
      what: 'where one is visible',
      at: () => ['/api/privacy/v1/presence', '/api/privacy/v1/presence'],
      edits: [{ ties: { kind: 'network' } }, { ties: { kind: 'followers' } }],
      stands: { ties: { kind: 'network' } },
    },
    {
      what: 'whom a post is for',
      at: () => [`/api/privacy/v1/posts/${post}/audience`, `/api/privacy/v1/posts/${post}/audience`],
      edits: [{ audience: { kind: 'followers' } }, { audience: { kind: 'everyone' } }],
      stands: { audience: { kind: 'followers' } },
    },
    {
      what: 'the words of a post',
      at: () => [`/api/v1/statuses/${post}/source`, `/api/v1/statuses/${post}`],
      edits: [{ status: 'The first edit' }, { status: 'The second edit' }],
      stands: { text: 'The first edit' },
    },
  ];
  for (const { what, at, edits, stands } of cases) {
    it(`tells the later of the earlier: ${what}`, async () => {
      const [from = '', to = ''] = at();
      const tag = await read(from);
      const [first, second] = await Promise.all(edits.map((body) => request('PUT', to, body, tag)));
      const one = [first?.status, second?.status].sort();
      assert.deepEqual(one, [200, 412]);
      assert.notEqual(await read(from), tag);
      // The one that was read before either is refused, whichever came first.
      assert.equal((await request('PUT', to, edits[1], tag)).status, 412);
      await answerOf(await request('PUT', to, edits[0], await read(from)), 200);
      const now = (await (await request('GET', from)).json()) as Record<string, unknown>;
      for (const [name, value] of Object.entries(stands)) assert.deepEqual(now[name], value);
      // Who says nothing of what they had read goes ahead.
      await answerOf(await request('PUT', to, edits[0]), 200);
    });
  }
});
