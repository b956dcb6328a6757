import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  connect,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const API = '/api/privacy/v1';
const NOBODY = '00000000-0000-7000-8000-000000000000';

interface GrantJson {
  id: string;
  object: { kind: string; id: string; text: string };
  actions: string[];
  audience: unknown;
  audience_text: string;
  until: string | null;
  review_by: string | null;
  purpose_iri: string;
}

describe('what members own', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = (options: Record<string, unknown> = {}) =>
    makePersona(app, network, `person${++count}`, options);
  const call = async (who: TestPersona, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(await app.request(method, path, { token: who.token, ...(body ? { body } : {}) }), status);
  const said = async (who: TestPersona, method: string, path: string, body?: unknown) => {
    const response = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return [response.status, await response.text()];
  };
  const circle = async (who: TestPersona, title: string, members: TestPersona[]): Promise<string> => {
    const made = (await call(who, 'POST', `${API}/circles`, { title }, 201)) as { id: string };
    if (members.length > 0) {
      const personas = members.map(({ id }) => id);
      await call(who, 'POST', `${API}/circles/${made.id}/members`, { personas });
    }
    return made.id;
  };
  const post = async (who: TestPersona, audience: unknown): Promise<string> => {
    const made = await call(who, 'POST', '/api/v1/statuses', { status: 'something to see', audience });
    return (made as { id: string }).id;
  };
  const sees = async (who: TestPersona, id: string): Promise<boolean> =>
    (await app.request('GET', `/api/v1/statuses/${id}`, { token: who.token })).status === 200;
  const hide = (who: TestPersona) =>
    call(who, 'PUT', `${API}/presence`, { see: { kind: 'nobody' }, find: { kind: 'nobody' } });

  it('keeps circles to their owner', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const id = await circle(ann, 'Friends', [bob]);
    assert.deepEqual(await call(ann, 'GET', `${API}/circles`), [{ id, title: 'Friends', members_count: 1 }]);
    assert.deepEqual(await call(bob, 'GET', `${API}/circles`), []);
    for (const [method, path, body] of [
      ['PUT', '', { title: 'Mine' }],
      ['DELETE', '', undefined],
      ['GET', '/members', undefined],
      ['POST', '/members', { personas: [cyd.id] }],
      ['DELETE', `/members/${bob.id}`, undefined],
    ] as const) {
      const there = await said(bob, method, `${API}/circles/${id}${path}`, body);
      assert.deepEqual(there, await said(bob, method, `${API}/circles/${NOBODY}${path}`, body));
      assert.equal(there[0], 404);
    }
    assert.deepEqual(await call(ann, 'PUT', `${API}/circles/${id}`, { title: ' Best  friends ' }), {
      id,
      title: 'Best friends',
      members_count: 1,
    });
  });

  it('takes into a circle whom the owner can see, all or none', async () => {
    const [ann, bob, hidden] = [await person(), await person(), await person()];
    await hide(hidden);
    const id = await circle(ann, 'Friends', []);
    const path = `${API}/circles/${id}/members`;
    const refused = await said(ann, 'POST', path, { personas: [bob.id, hidden.id] });
    assert.deepEqual(refused, await said(ann, 'POST', path, { personas: [bob.id, NOBODY] }));
    assert.equal(refused[0], 422);
    assert.deepEqual(await call(ann, 'GET', path), []);
    await call(ann, 'POST', path, { personas: [bob.id, bob.id] });
    assert.equal(((await call(ann, 'GET', path)) as unknown[]).length, 1);
    await hide(bob);
    assert.deepEqual(await call(ann, 'GET', path), []);
  });

  it('stops admitting by a circle that is deleted, and keeps out whom it kept out', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const friends = await circle(ann, 'Friends', [bob]);
    const rivals = await circle(ann, 'Rivals', [cyd]);
    const forFriends = await post(ann, { kind: 'circle', circle: friends });
    const notRivals = await post(ann, {
      who: { kind: 'network' },
      except: [{ kind: 'circle', circle: rivals }],
    });
    assert.deepEqual([await sees(bob, forFriends), await sees(cyd, notRivals)], [true, false]);
    assert.equal(await sees(bob, notRivals), true);
    app.clock.advance(1000);
    await call(ann, 'DELETE', `${API}/circles/${friends}`);
    await call(ann, 'DELETE', `${API}/circles/${rivals}`);
    assert.deepEqual([await sees(bob, forFriends), await sees(cyd, notRivals)], [false, false]);
    await call(ann, 'DELETE', `${API}/circles/${friends}`, undefined, 404);
    assert.equal(
      (
        await said(ann, 'POST', '/api/v1/statuses', {
          status: 'x',
          audience: { kind: 'circle', circle: friends },
        })
      )[0],
      422,
    );
  });

  it('takes as an audience only what one may name, with the same words for the rest', async () => {
    const [ann, bob, hidden] = [await person(), await person(), await person()];
    const foreign = await circle(bob, 'Bobs', []);
    await hide(hidden);
    const refusals = new Set<string>();
    for (const audience of [
      { kind: 'circle', circle: foreign },
      { kind: 'circle', circle: NOBODY },
      { kind: 'persona', persona: hidden.id },
      { any: [{ kind: 'network' }, { kind: 'persona', persona: NOBODY }] },
      { kind: 'space', space: NOBODY },
      { kind: 'space', space: bob.id },
      { kind: 'staff', organisation: bob.id },
      { who: { kind: 'network' }, except: [{ kind: 'staff', organisation: NOBODY }] },
    ]) {
      const [status, text] = await said(ann, 'PUT', `${API}/presence`, { ties: audience });
      assert.equal(status, 422);
      refusals.add(String(text));
    }
    assert.equal(refusals.size, 1);
    for (const audience of [
      'everyone',
      null,
      {},
      { kind: 'x' },
      { any: 1 },
      { who: {} },
      { kind: 'circle' },
      [1],
    ]) {
      const [status, text] = await said(ann, 'PUT', `${API}/presence`, { ties: audience });
      assert.equal(status, 422, String(text));
    }
    const many = { any: Array.from({ length: 700 }, () => ({ kind: 'persona', persona: bob.id })) };
    assert.equal((await said(ann, 'PUT', `${API}/presence`, { ties: many }))[0], 422);
  });

  it('hides and shows a persona by its presence', async () => {
    const [ann, bob] = [await person(), await person()];
    const directory = async () =>
      ((await call(bob, 'GET', '/api/v1/directory?limit=80')) as { id: string }[]).map(({ id }) => id);
    const { etag: _, ...presence } = (await call(ann, 'GET', `${API}/presence`)) as { etag: string };
    assert.deepEqual(presence, {
      see: { kind: 'network' },
      find: { kind: 'network' },
      ties: { kind: 'nobody' },
      search: { kind: 'network' },
      suggest: { kind: 'nobody' },
      mention: { kind: 'network' },
      contact: { kind: 'connections' },
    });
    assert.ok((await directory()).includes(ann.id));
    const changed = await call(ann, 'PUT', `${API}/presence`, { find: { kind: 'connections' } });
    assert.deepEqual((changed as { find: unknown }).find, { kind: 'connections' });
    assert.ok(!(await directory()).includes(ann.id));
    await call(bob, 'GET', `/api/v1/accounts/lookup?acct=${ann.handle}`);
    await hide(ann);
    await call(bob, 'GET', `/api/v1/accounts/lookup?acct=${ann.handle}`, undefined, 404);
    await call(bob, 'GET', `/api/v1/accounts/${ann.id}`, undefined, 404);
    await call(ann, 'PUT', `${API}/presence`, { see: { kind: 'persona', persona: bob.id } });
    await call(bob, 'GET', `/api/v1/accounts/${ann.id}`);
  });

  it('holds presence to what the network asks for', async () => {
    const strict = await makeNetwork(app, {
      slug: 'strict',
      admin: 'head',
      rules: { least_presence: { see: 'network', find: 'nobody' } },
    });
    const ann = await makePersona(app, strict, 'ann');
    const [status, text] = await said(ann, 'PUT', `${API}/presence`, { see: { kind: 'connections' } });
    assert.equal(status, 422);
    assert.match(String(text), /asks its members/);
    await call(ann, 'PUT', `${API}/presence`, { see: { kind: 'everyone' }, find: { kind: 'nobody' } });
    const grants = (await call(ann, 'GET', `${API}/grants?object_kind=presence`)) as GrantJson[];
    const see = grants.find(({ actions }) => actions.includes('see'));
    assert.equal((await said(ann, 'DELETE', `${API}/grants/${see?.id}`))[0], 422);
  });

  it('lists, gives and ends grants', async () => {
    const [ann, bob] = [await person(), await person()];
    const friends = await circle(ann, 'Friends', []);
    const id = await post(ann, { kind: 'circle', circle: friends });
    const [given] = (await call(ann, 'GET', `${API}/grants?object_kind=post`)) as GrantJson[];
    assert.deepEqual(given?.audience, { kind: 'circle', circle: friends });
    assert.equal(given?.audience_text, 'your circle Friends');
    assert.equal(given?.object.text, 'your post “something to see”');
    const until = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
    const more = (await call(
      ann,
      'POST',
      `${API}/grants`,
      {
        object: { kind: 'post', id },
        actions: ['see'],
        audience: { kind: 'persona', persona: bob.id },
        until,
      },
      201,
    )) as GrantJson;
    assert.deepEqual([more.until, more.review_by, more.audience_text], [until, until, `@${bob.handle}`]);
    assert.equal(await sees(bob, id), true);
    app.clock.advance(3_600_000);
    assert.equal(await sees(bob, id), false);
    assert.equal(((await call(ann, 'GET', `${API}/grants?object_id=${id}`)) as unknown[]).length, 1);
    await call(ann, 'DELETE', `${API}/grants/${given?.id}`);
    await call(ann, 'DELETE', `${API}/grants/${given?.id}`, undefined, 404);
    await call(bob, 'DELETE', `${API}/grants/${NOBODY}`, undefined, 404);
    assert.deepEqual(await call(ann, 'GET', `${API}/grants?object_id=${id}`), []);
    assert.equal(await sees(ann, id), true);
  });

  it('refuses grants that are none', async () => {
    const [ann, bob] = [await person(), await person()];
    const [mine, theirs] = [await post(ann, { kind: 'network' }), await post(bob, { kind: 'network' })];
    const object = { kind: 'post', id: mine };
    const base = { object, actions: ['see'], audience: { kind: 'network' } };
    const foreign = await said(ann, 'POST', `${API}/grants`, {
      ...base,
      object: { kind: 'post', id: theirs },
    });
    assert.deepEqual(
      foreign,
      await said(ann, 'POST', `${API}/grants`, { ...base, object: { kind: 'post', id: NOBODY } }),
    );
    assert.equal(foreign[0], 422);
    const past = new Date(app.clock.now().getTime() - 1).toISOString();
    for (const wrong of [
      { ...base, actions: ['connect'] },
      { ...base, actions: [] },
      { ...base, until: past },
      { ...base, from: past },
      { ...base, review_by: past },
      { ...base, review_by: '2090-01-01T00:00:00Z' },
      { ...base, until: 'tomorrow' },
      { ...base, audience: { kind: 'nobody' } },
      { ...base, actions: ['process'] },
      { ...base, purpose: 'fun' },
      { ...base, conditions: { mood: 1 } },
      { ...base, conditions: { hours: { from: 1.5, until: 2 } } },
      { ...base, object: { kind: 'resource', id: mine } },
      { ...base, object: { kind: 'presence', id: mine } },
      {},
    ]) {
      const [status, text] = await said(ann, 'POST', `${API}/grants`, wrong);
      assert.equal(status, 422, `${JSON.stringify(wrong)} ${text}`);
    }
  });

  it('counts nobody into a connection that the members ended', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    await connect(app, ann, bob);
    const id = await post(ann, { kind: 'connections' });
    assert.deepEqual([await sees(bob, id), await sees(cyd, id)], [true, false]);
    app.clock.advance(1000);
    await call(bob, 'DELETE', `${API}/connections/${ann.id}`);
    assert.equal(await sees(bob, id), false);
  });
});
