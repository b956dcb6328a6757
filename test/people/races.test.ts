import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { uuidV7 } from '../../src/core/ids.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const ROUNDS = 12;

/** What two people do at the same time. */
describe('people who act at once', () => {
  let app: TestApp;
  let network: TestNetwork;
  let ann: TestPersona;
  let bob: TestPersona;

  before(async () => {
    app = await testApp({ ids: uuidV7 });
    network = await makeNetwork(app);
    ann = await makePersona(app, network, 'ann');
    bob = await makePersona(app, network, 'bob');
  });

  const send = (who: TestPersona, method: string, path: string, body?: unknown) =>
    app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
  const live = async (like: string): Promise<number> => {
    const at = app.clock.now().toISOString();
    const { rows } = await sql<{ n: number }>`select count(*) as n from community.tie t
      where t.set_key like ${like} and t.valid_from <= ${at}::timestamptz and t.valid_until > ${at}::timestamptz`.execute(
      app.deps.store.community,
    );
    return rows[0]?.n ?? 0;
  };

  it('leaves no tie beside a block', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      app.clock.advance(1000);
      await send(ann, 'POST', '/api/privacy/v1/connections/requests', { to: bob.id });
      await send(ann, 'POST', `/api/v1/accounts/${bob.id}/follow`);
      const answers = await Promise.all([
        send(bob, 'POST', '/api/privacy/v1/connections/requests', { to: ann.id }),
        send(bob, 'POST', `/api/v1/follow_requests/${ann.id}/authorize`),
        send(bob, 'POST', `/api/v1/accounts/${ann.id}/follow`),
        send(bob, 'POST', `/api/v1/accounts/${ann.id}/block`),
        send(ann, 'POST', `/api/v1/accounts/${bob.id}/follow`),
      ]);
      for (const answer of answers) assert.ok(answer.status < 500, String(answer.status));
      assert.equal(answers[3]?.status, 200);
      assert.equal(await live('connections:%'), 0);
      assert.equal(await live('followers:%'), 0);
      app.clock.advance(1000);
      await send(bob, 'POST', `/api/v1/accounts/${ann.id}/unblock`);
    }
  });

  it('puts nobody into a circle or a space twice, or into one that has ended', async () => {
    const made = await answerOf(await send(ann, 'POST', '/api/privacy/v1/circles', { title: 'Race' }), 201);
    const { id } = made as { id: string };
    const path = `/api/privacy/v1/circles/${id}`;
    const add = () => send(ann, 'POST', `${path}/members`, { personas: [bob.id] });
    const space = (await answerOf(
      await send(ann, 'POST', '/api/privacy/v1/spaces', { handle: 'hall', title: 'Hall', openness: 'open' }),
      201,
    )) as { id: string };
    const join = () => send(bob, 'POST', `/api/privacy/v1/spaces/${space.id}/join`);
    await Promise.all([add(), add(), add(), join(), join(), join()]);
    assert.deepEqual([await live(`circle:${id}`), await live(`space:${space.id}`)], [1, 2]);
    app.clock.advance(1000);
    const all = await Promise.all([add(), send(ann, 'DELETE', path), add()]);
    for (const answer of all) assert.ok(answer.status < 500);
    assert.equal(await live(`circle:${id}`), 0);
  });

  it('keeps one administrator when all leave at once', async () => {
    const space = (await answerOf(
      await send(ann, 'POST', '/api/privacy/v1/spaces', { handle: 'boat', title: 'Boat', openness: 'open' }),
      201,
    )) as { id: string };
    const path = `/api/privacy/v1/spaces/${space.id}`;
    await send(bob, 'POST', `${path}/join`);
    await answerOf(await send(ann, 'PUT', `${path}/members/${bob.id}`, { administrator: true }), 200);
    app.clock.advance(1000);
    const [one, other] = await Promise.all([
      send(ann, 'POST', `${path}/leave`),
      send(bob, 'POST', `${path}/leave`),
    ]);
    assert.deepEqual([one.status, other.status].toSorted(), [200, 422]);
    assert.equal(await live(`space:${space.id}`), 1);
  });
});
