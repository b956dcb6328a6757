import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, firstDifference, wireOf } from './answer.ts';
import { baseWorld } from './base-world.ts';
import type { HiddenFact } from './facts/hidden-fact.ts';
import { post, textIn } from './facts/requests.ts';
import { replay } from './replay.ts';
import { routes } from './routes.ts';
import { inWords } from './viewer-trace.ts';

const answer: Answer = { status: 200, headers: [['link', '<x>']], body: Buffer.from('{"count":1}') };
const differs = (other: Answer) => firstDifference(wireOf(answer), wireOf(other)) !== null;

test('every part of an answer is compared', () => {
  assert.equal(differs({ ...answer }), false);
  assert.ok(differs({ ...answer, status: 201 }));
  assert.ok(differs({ ...answer, headers: [] }));
  assert.ok(differs({ ...answer, headers: [['link', '<y>']] }));
  assert.ok(differs({ ...answer, body: Buffer.from('{"count": 1}') }));
  assert.ok(differs({ ...answer, body: Buffer.concat([answer.body, Buffer.from('\n')]) }));
});

/** A fact that hides nothing; that it is noticed shows that the traces look. */
const inTheOpen: HiddenFact = {
  name: 'something in the open',
  about: { posts: ["peter's post"], people: ['olive'] },
  knows: {},
  async happen({ cast, do: make }) {
    const body = {
      status: 'Hear, hear! #cake',
      in_reply_to_id: cast.things["peter's post"],
      visibility: 'public',
    };
    const answered = await make('olive answers', post('/api/v1/statuses', body), cast.people.olive);
    const said = await make(
      'olive says',
      post('/api/v1/statuses', { status: 'Out loud #cake', visibility: 'public' }),
      cast.people.olive,
    );
    return { ids: [textIn(answered, 'id'), textIn(said, 'id')], words: ['loud'] };
  },
};

/** Nothing happens in either world, and all the traces run. */
const nothing: HiddenFact = { ...inTheOpen, name: 'nothing', happen: async () => ({}) };

test('two worlds without a difference give the same bytes', async () => {
  const { findings } = await replay(await baseWorld(), [nothing], ['visitor', 'stranger'], routes);
  assert.equal(findings.length, 0, findings.map(inWords).join('\n'));
});

test('what is in the open is noticed by reads, counts and streams', async () => {
  const { findings } = await replay(await baseWorld(), [inTheOpen], ['visitor', 'stranger'], routes, {
    tolerated: () => true,
    enough: 1,
  });
  for (const viewer of ['visitor', 'stranger']) {
    const noticed = new Set(findings.filter((one) => one.viewer === viewer).map(({ route }) => route));
    for (const route of [
      'GET /api/v1/statuses/:id',
      'GET /api/v1/statuses/:id/context',
      'GET /api/v1/timelines/public',
      'GET /api/v1/timelines/tag/:hashtag',
      'GET /api/v2/search',
      'GET /api/v1/streaming/public',
      'GET /api/v1/streaming/hashtag',
      // Members are there for the network, and not for visitors.
      ...(viewer === 'visitor' ? [] : ['GET /api/v1/accounts/:id', 'GET /api/v1/accounts/:id/statuses']),
    ])
      assert.ok(noticed.has(route), `${viewer} does not notice it by ${route}`);
  }
});
