import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  connect,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const PRESENCE = '/api/privacy/v1/presence';
const NETWORK = { kind: 'network' };
const NOBODY = { kind: 'nobody' };

interface Suggestion {
  sources: string[];
  account: { id: string };
}

describe('where a member is visible, place by place', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const call = async <T>(who: TestPersona, method: string, path: string, body?: unknown, status = 200) => {
    app.clock.advance(1000);
    const answer = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return answerOf(answer, status) as Promise<T>;
  };
  const hasIn = async (who: TestPersona, path: string, whom: TestPersona): Promise<boolean> =>
    (await call<{ id: string }[]>(who, 'GET', path)).some(({ id }) => id === whom.id);
  const suggested = (who: TestPersona) => call<Suggestion[]>(who, 'GET', '/api/v2/suggestions');

  it('is found in the directory and by searching one apart from the other', async () => {
    const [ann, bob] = [await person(), await person()];
    const inDirectory = () => hasIn(bob, '/api/v1/directory?limit=80', ann);
    const bySearch = () => hasIn(bob, `/api/v1/accounts/search?q=${ann.handle}`, ann);
    assert.deepEqual([await inDirectory(), await bySearch()], [true, true]);
    await call(ann, 'PUT', PRESENCE, { search: NOBODY });
    assert.deepEqual([await inDirectory(), await bySearch()], [true, false]);
    await call(ann, 'PUT', PRESENCE, { search: NETWORK, find: NOBODY });
    assert.deepEqual([await inDirectory(), await bySearch()], [false, true]);
    const met = await app.request('GET', `/api/v1/accounts/${ann.id}`, { token: bob.token });
    assert.equal(met.status, 200, 'and is met all the same');
  });

  it('is mentioned only by whom it lets', async () => {
    const [ann, bob] = [await person(), await person()];
    const mention = async () => {
      const body = { status: `Hello @${ann.handle}`, visibility: 'public' };
      const post = await call<{ mentions: unknown[]; content: string }>(
        bob,
        'POST',
        '/api/v1/statuses',
        body,
      );
      await drainOutbox(app.deps, (error) => {
        throw error;
      });
      const told = await call<unknown[]>(ann, 'GET', '/api/v1/notifications');
      return [post.mentions.length, post.content.includes('<a'), told.length];
    };
    assert.deepEqual(await mention(), [1, true, 1]);
    await call(ann, 'PUT', PRESENCE, { mention: NOBODY });
    assert.deepEqual(await mention(), [0, false, 1], 'plain text, and nobody is told');
  });

  it('is suggested to nobody until it says so, and then to whom it says', async () => {
    const [ann, bob, cid] = [await person(), await person(), await person()];
    assert.deepEqual(await suggested(bob), []);
    await call(ann, 'PUT', PRESENCE, { suggest: { kind: 'persona', persona: bob.id } });
    assert.deepEqual(
      (await suggested(bob)).map(({ account }) => account.id),
      [ann.id],
    );
    assert.deepEqual(await suggested(cid), []);
    await call(bob, 'DELETE', `/api/v1/suggestions/${ann.id}`);
    assert.deepEqual(await suggested(bob), [], 'who was put aside stays away');
    const nobody = '/api/v1/suggestions/019ca8a0-0000-7000-8000-000000000000';
    await call(bob, 'DELETE', nobody, undefined, 404);
  });

  it('goes before others by connections in common, of those that one may see', async () => {
    const [ann, friend, near, far, hiding] = [
      await person(),
      await person(),
      await person(),
      await person(),
      await person(),
    ];
    for (const one of [near, far, hiding]) await call(one, 'PUT', PRESENCE, { suggest: NETWORK });
    for (const one of [friend, near]) await call(one, 'PUT', PRESENCE, { ties: NETWORK });
    await call(hiding, 'PUT', PRESENCE, { ties: NOBODY });
    for (const one of [ann, near, hiding]) await connect(app, one, friend);
    const found = await suggested(ann);
    assert.equal(found[0]?.account.id, near.id);
    assert.deepEqual(found[0]?.sources, ['friends_of_friends']);
    const others = found.slice(1).filter(({ account }) => [far.id, hiding.id].includes(account.id));
    assert.equal(others.length, 2);
    // Whose ties one may not see is as one without any.
    for (const { sources } of others) assert.deepEqual(sources, ['featured']);
    await connect(app, ann, near);
    assert.ok(!(await suggested(ann)).some(({ account }) => account.id === near.id), 'known by now');
  });
});
