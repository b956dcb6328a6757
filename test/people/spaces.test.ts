import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const API = '/api/privacy/v1';
const NOBODY = '00000000-0000-7000-8000-000000000000';

interface SpaceJson {
  id: string;
  openness: string;
  joined: boolean;
  requested: boolean;
  administrator: boolean;
  members_count: number | null;
}

describe('spaces', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await app.request(method, path, { token: who.token, ...(body ? { body } : {}) }), status);
  const said = async (who: TestPersona, method: string, path: string, body?: unknown) => {
    const response = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return [response.status, await response.text()] as const;
  };
  const make = async (who: TestPersona, openness: string): Promise<SpaceJson> =>
    (await call(
      who,
      'POST',
      `${API}/spaces`,
      { handle: `space${++count}`, title: 'A space', openness },
      201,
    )) as SpaceJson;
  const show = async (who: TestPersona, id: string) =>
    (await call(who, 'GET', `${API}/spaces/${id}`)) as SpaceJson;
  const listed = async (who: TestPersona, query = '') =>
    ((await call(who, 'GET', `${API}/spaces${query}`)) as SpaceJson[]).map(({ id }) => id);
  const members = async (who: TestPersona, id: string) =>
    ((await call(who, 'GET', `${API}/spaces/${id}/members`)) as { id: string }[])
      .map((one) => one.id)
      .toSorted();

  it('lets anybody of the network into an open one', async () => {
    const [ann, bob] = [await person(), await person()];
    const space = await make(ann, 'open');
    assert.deepEqual([space.joined, space.administrator, space.members_count], [true, true, 1]);
    assert.ok((await listed(bob)).includes(space.id));
    assert.deepEqual(await members(bob, space.id), [ann.id]);
    const joined = (await call(bob, 'POST', `${API}/spaces/${space.id}/join`)) as SpaceJson;
    assert.deepEqual([joined.joined, joined.administrator, joined.members_count], [true, false, 2]);
    assert.ok((await listed(bob, '?joined=true')).includes(space.id));
    const relation = await call(bob, 'GET', `/api/v1/accounts/relationships?id[]=${space.id}`);
    assert.equal((relation as { following: boolean }[])[0]?.following, true);
    const left = (await call(bob, 'POST', `${API}/spaces/${space.id}/leave`)) as SpaceJson;
    assert.deepEqual([left.joined, left.members_count], [false, 1]);
    const followed = await call(bob, 'POST', `/api/v1/accounts/${space.id}/follow`);
    assert.equal((followed as { following: boolean }).following, true);
    await call(bob, 'POST', `/api/v1/accounts/${space.id}/unfollow`);
    assert.deepEqual(await members(ann, space.id), [ann.id]);
    assert.equal((await said(ann, 'PUT', `${API}/spaces/${space.id}`, { openness: 'closed' }))[0], 422);
  });

  it('lets into a closed one whom an administrator approves', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const { id } = await make(ann, 'closed');
    const seen = await show(bob, id);
    assert.deepEqual([seen.openness, seen.joined, seen.members_count], ['closed', false, null]);
    await call(bob, 'GET', `${API}/spaces/${id}/members`, undefined, 404);
    for (const who of [bob, cyd]) {
      const asked = (await call(who, 'POST', `${API}/spaces/${id}/join`)) as SpaceJson;
      assert.deepEqual([asked.joined, asked.requested], [false, true]);
    }
    assert.equal((await said(bob, 'GET', `${API}/spaces/${id}/requests`))[0], 403);
    const waiting = (await call(ann, 'GET', `${API}/spaces/${id}/requests`)) as { from: { id: string } }[];
    assert.deepEqual(waiting.map(({ from }) => from.id).toSorted(), [bob.id, cyd.id].toSorted());
    await call(ann, 'POST', `${API}/spaces/${id}/requests/${bob.id}/approve`);
    await call(ann, 'POST', `${API}/spaces/${id}/requests/${cyd.id}/refuse`);
    assert.equal((await show(bob, id)).joined, true);
    const refused = await show(cyd, id);
    assert.deepEqual([refused.joined, refused.requested], [false, true]);
    assert.deepEqual(await call(ann, 'GET', `${API}/spaces/${id}/requests`), []);
    await call(ann, 'POST', `${API}/spaces/${id}/requests/${cyd.id}/approve`, undefined, 404);
    assert.deepEqual(await members(bob, id), [ann.id, bob.id].toSorted());
    await call(ann, 'DELETE', `${API}/spaces/${id}/members/${bob.id}`);
    await call(bob, 'GET', `${API}/spaces/${id}/members`, undefined, 404);
  });

  it('is absent to whoever is not in a secret one', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const { id } = await make(ann, 'secret');
    const absent = async (who: TestPersona) => {
      assert.ok(!(await listed(who)).includes(id));
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['PUT', '', { title: 'Mine' }],
        ['DELETE', '', undefined],
        ['POST', '/join', undefined],
        ['POST', '/leave', undefined],
        ['GET', '/members', undefined],
        ['POST', '/members', { persona: cyd.id }],
        ['DELETE', `/members/${ann.id}`, undefined],
        ['PUT', `/members/${ann.id}`, { administrator: false }],
        ['GET', '/requests', undefined],
        ['POST', `/requests/${cyd.id}/approve`, undefined],
        ['POST', `/requests/${cyd.id}/refuse`, undefined],
      ] as const) {
        const there = await said(who, method, `${API}/spaces/${id}${path}`, body);
        assert.deepEqual(there, await said(who, method, `${API}/spaces/${NOBODY}${path}`, body), path);
        assert.equal(there[0], 404);
      }
      for (const path of [`/api/v1/accounts/${id}`, `/api/v1/accounts/${id}/followers`]) {
        await call(who, 'GET', path, undefined, 404);
      }
      await call(who, 'POST', `/api/v1/accounts/${id}/follow`, undefined, 404);
    };
    await absent(bob);
    await call(ann, 'POST', `${API}/spaces/${id}/members`, { persona: bob.id });
    assert.ok((await listed(bob)).includes(id));
    assert.deepEqual(await members(bob, id), [ann.id, bob.id].toSorted());
    assert.equal((await said(bob, 'DELETE', `${API}/spaces/${id}`))[0], 403);
    app.clock.advance(1000);
    assert.equal((await said(bob, 'POST', `${API}/spaces/${id}/leave`))[0], 204);
    await absent(bob);
  });

  it('always has an administrator, until it is deleted', async () => {
    const [ann, bob] = [await person(), await person()];
    const { id } = await make(ann, 'closed');
    await call(ann, 'POST', `${API}/spaces/${id}/leave`, undefined, 422);
    await call(ann, 'DELETE', `${API}/spaces/${id}/members/${ann.id}`, undefined, 422);
    await call(ann, 'PUT', `${API}/spaces/${id}/members/${ann.id}`, { administrator: false }, 422);
    await call(ann, 'PUT', `${API}/spaces/${id}/members/${bob.id}`, { administrator: true }, 404);
    await call(ann, 'POST', `${API}/spaces/${id}/members`, { persona: bob.id });
    await call(ann, 'PUT', `${API}/spaces/${id}/members/${bob.id}`, { administrator: true });
    app.clock.advance(1000);
    await call(ann, 'POST', `${API}/spaces/${id}/leave`);
    await call(bob, 'PUT', `${API}/spaces/${id}`, { title: 'Another title', openness: 'secret' });
    await call(ann, 'GET', `${API}/spaces/${id}`, undefined, 404);
    await call(bob, 'DELETE', `${API}/spaces/${id}`);
    await call(bob, 'GET', `${API}/spaces/${id}`, undefined, 404);
  });

  it('shows of the members only whom one may see', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const { id } = await make(ann, 'open');
    await call(bob, 'POST', `${API}/spaces/${id}/join`);
    await call(bob, 'PUT', `${API}/presence`, { see: { kind: 'nobody' } });
    assert.deepEqual(await members(cyd, id), [ann.id]);
    assert.equal((await show(cyd, id)).members_count, 1);
    assert.deepEqual(await members(bob, id), [ann.id, bob.id].toSorted());
    assert.equal((await said(ann, 'POST', `${API}/spaces/${id}/members`, { persona: bob.id }))[0], 404);
  });

  it('says what is wrong', async () => {
    const ann = await person();
    const good = { handle: `space${++count}`, title: 'A space', openness: 'open' };
    for (const wrong of [
      { ...good, handle: 'x y' },
      { ...good, handle: 'api' },
      { ...good, title: '' },
      { ...good, title: 'a'.repeat(101) },
      { ...good, note: 'a'.repeat(3000) },
      { ...good, openness: 'ajar' },
      { ...good, more: 1 },
      {},
    ]) {
      assert.equal((await said(ann, 'POST', `${API}/spaces`, wrong))[0], 422, JSON.stringify(wrong));
    }
    await call(ann, 'POST', `${API}/spaces`, good, 201);
    assert.equal(
      (await said(ann, 'POST', `${API}/spaces`, { ...good, handle: good.handle.toUpperCase() }))[0],
      409,
    );
    assert.equal((await said(ann, 'POST', `${API}/spaces`, { ...good, handle: ann.handle }))[0], 409);
  });
});
