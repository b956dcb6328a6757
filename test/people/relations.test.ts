import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestNetwork, type TestPersona } from '../support/people.ts';

const DAY = 24 * 60 * 60 * 1000;

interface Relation {
  id: string;
  following: boolean;
  followed_by: boolean;
  requested: boolean;
  requested_by: boolean;
  blocking: boolean;
  blocked_by: boolean;
  muting: boolean;
  waxseal: { connected: boolean; connection_requested: boolean; connection_requested_by: boolean };
}

describe('how members stand to each other', () => {
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
  const deed = async (who: TestPersona, name: string, whom: TestPersona, status = 200): Promise<Relation> =>
    (await call(who, 'POST', `/api/v1/accounts/${whom.id}/${name}`, undefined, status)) as Relation;
  const relation = async (who: TestPersona, whom: TestPersona): Promise<Relation | undefined> => {
    const found = await call(who, 'GET', `/api/v1/accounts/relationships?id[]=${whom.id}`);
    return (found as Relation[])[0];
  };
  const accounts = async (who: TestPersona, path: string): Promise<string[]> =>
    ((await call(who, 'GET', path)) as { id: string }[]).map(({ id }) => id);
  const unlock = (who: TestPersona) =>
    call(who, 'PATCH', '/api/v1/accounts/update_credentials', { locked: false });

  it('follows at once whoever is not locked, and stops', async () => {
    const [ann, bob] = [await person(), await person()];
    await unlock(bob);
    assert.equal((await deed(ann, 'follow', bob)).following, true);
    assert.equal((await relation(bob, ann))?.followed_by, true);
    assert.deepEqual(await accounts(bob, `/api/v1/accounts/${bob.id}/followers`), [ann.id]);
    assert.equal((await deed(ann, 'follow', bob)).following, true);
    assert.equal((await deed(ann, 'unfollow', bob)).following, false);
    assert.deepEqual(await accounts(bob, `/api/v1/accounts/${bob.id}/followers`), []);
  });

  it('asks whoever is locked, and follows after a yes', async () => {
    const [ann, bob] = [await person(), await person()];
    const asked = await deed(ann, 'follow', bob);
    assert.deepEqual([asked.following, asked.requested], [false, true]);
    assert.deepEqual(await accounts(bob, '/api/v1/follow_requests'), [ann.id]);
    await call(bob, 'POST', `/api/v1/follow_requests/${ann.id}/authorize`);
    const after = await relation(ann, bob);
    assert.deepEqual([after?.following, after?.requested], [true, false]);
    await call(bob, 'POST', `/api/v1/follow_requests/${ann.id}/authorize`, undefined, 404);
  });

  it('shows the asker no difference between a no and silence, until both lapse', async () => {
    const [ann, refuser, silent] = [await person(), await person(), await person()];
    await deed(ann, 'follow', refuser);
    await deed(ann, 'follow', silent);
    await call(refuser, 'POST', `/api/v1/follow_requests/${ann.id}/reject`);
    assert.deepEqual(await accounts(refuser, '/api/v1/follow_requests'), []);
    const same = async () => {
      const [one, other] = [await relation(ann, refuser), await relation(ann, silent)];
      assert.deepEqual({ ...one, id: '' }, { ...other, id: '' });
      return one?.requested;
    };
    assert.equal(await same(), true);
    app.clock.advance(20 * DAY);
    // Taken back and asked anew: for the asker both stand anew, and whoever refused isn't bothered again.
    for (const whom of [refuser, silent]) {
      await deed(ann, 'unfollow', whom);
      await deed(ann, 'follow', whom);
    }
    assert.equal(await same(), true);
    assert.deepEqual(await accounts(refuser, '/api/v1/follow_requests'), []);
    assert.deepEqual(await accounts(silent, '/api/v1/follow_requests'), [ann.id]);
    app.clock.advance(29 * DAY);
    assert.equal(await same(), true);
    app.clock.advance(2 * DAY);
    assert.equal(await same(), false);
    assert.deepEqual(await accounts(silent, '/api/v1/follow_requests'), []);
    await deed(ann, 'follow', refuser);
    assert.deepEqual(await accounts(refuser, '/api/v1/follow_requests'), [ann.id]);
  });

  it('connects after a yes, or when both ask; both follow then', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const asked = (await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: bob.id }, 201)) as {
      state: string;
      request: { id: string };
    };
    assert.equal(asked.state, 'requested');
    const [waiting] = (await call(bob, 'GET', '/api/privacy/v1/connections/requests')) as { id: string }[];
    assert.equal(waiting?.id, asked.request.id);
    await call(bob, 'POST', `/api/privacy/v1/connections/requests/${waiting?.id}/approve`);
    for (const [one, other] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      const now = await relation(one, other);
      assert.deepEqual([now?.following, now?.followed_by, now?.waxseal.connected], [true, true, true]);
    }
    await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: cyd.id }, 201);
    const both = await call(cyd, 'POST', '/api/privacy/v1/connections/requests', { to: ann.id }, 201);
    assert.deepEqual(both, { state: 'connected', request: null });
    assert.deepEqual(
      (await accounts(ann, '/api/privacy/v1/connections')).toSorted(),
      [bob.id, cyd.id].toSorted(),
    );
    await call(ann, 'DELETE', `/api/privacy/v1/connections/${bob.id}`);
    assert.deepEqual(await accounts(bob, '/api/privacy/v1/connections'), []);
    assert.equal((await relation(bob, ann))?.following, false);
  });

  it('keeps a refused request to connect as it was for the asker, who may take it back', async () => {
    const [ann, bob] = [await person(), await person()];
    await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: bob.id }, 201);
    const requests = '/api/privacy/v1/connections/requests';
    const [waiting] = (await call(bob, 'GET', requests)) as { id: string }[];
    const before = await call(ann, 'GET', requests);
    await call(bob, 'POST', `${requests}/${waiting?.id}/refuse`);
    assert.deepEqual(await call(bob, 'GET', requests), []);
    assert.deepEqual(await call(ann, 'GET', requests), before);
    await call(ann, 'DELETE', `${requests}/${waiting?.id}`);
    assert.deepEqual(await call(ann, 'GET', requests), []);
    await call(ann, 'DELETE', `${requests}/${waiting?.id}`, undefined, 404);
  });

  it('makes the two of a block absent to each other, and ends what was between them', async () => {
    const [ann, bob] = [await person(), await person()];
    await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: bob.id }, 201);
    await call(bob, 'POST', '/api/privacy/v1/connections/requests', { to: ann.id }, 201);
    const blocked = await deed(ann, 'block', bob);
    assert.deepEqual([blocked.blocking, blocked.following, blocked.waxseal.connected], [true, false, false]);
    const nobody = '00000000-0000-7000-8000-000000000000';
    for (const path of ['', '/followers', '/following']) {
      const absent = await app.request('GET', `/api/v1/accounts/${nobody}${path}`, { token: bob.token });
      const answer = await app.request('GET', `/api/v1/accounts/${ann.id}${path}`, { token: bob.token });
      assert.deepEqual([answer.status, await answer.text()], [absent.status, await absent.text()]);
    }
    for (const name of [
      'follow',
      'unfollow',
      'block',
      'unblock',
      'mute',
      'unmute',
      'remove_from_followers',
    ]) {
      await deed(bob, name, ann, 404);
    }
    await call(bob, 'POST', '/api/privacy/v1/connections/requests', { to: ann.id }, 404);
    assert.equal(await relation(bob, ann), undefined);
    assert.deepEqual(await accounts(bob, '/api/privacy/v1/connections'), []);
    assert.deepEqual(await accounts(ann, '/api/v1/blocks'), [bob.id]);
    await call(ann, 'GET', `/api/v1/accounts/${bob.id}`, undefined, 404);
    await deed(ann, 'unblock', bob);
    const after = await relation(ann, bob);
    assert.deepEqual([after?.blocking, after?.following, after?.waxseal.connected], [false, false, false]);
    await call(bob, 'GET', `/api/v1/accounts/${ann.id}`);
  });

  it('lists a blocked one without a name once they are absent anyway', async () => {
    const [ann, bob] = [await person(), await person()];
    await deed(ann, 'block', bob);
    const named = (await call(ann, 'GET', '/api/v1/blocks')) as { acct: string }[];
    assert.equal(named[0]?.acct, bob.handle);
    await app.deps.store.community
      .updateTable('community.grant')
      .set({ valid_until: app.clock.now().toISOString() })
      .where('owner_id', '=', bob.id as never)
      .execute();
    const unnamed = (await call(ann, 'GET', '/api/v1/blocks')) as { id: string; acct: string }[];
    assert.deepEqual([unnamed[0]?.id, unnamed[0]?.acct], [bob.id, 'unseen']);
    await deed(ann, 'unblock', bob);
    await deed(ann, 'block', bob, 404);
  });

  it('mutes for a while', async () => {
    const [ann, bob] = [await person(), await person()];
    await call(ann, 'POST', `/api/v1/accounts/${bob.id}/mute`, { duration: 3600 });
    assert.equal((await relation(ann, bob))?.muting, true);
    assert.deepEqual(await accounts(ann, '/api/v1/mutes'), [bob.id]);
    app.clock.advance(3_600_000);
    assert.equal((await relation(ann, bob))?.muting, false);
    await deed(ann, 'mute', bob);
    app.clock.advance(100 * DAY);
    assert.equal((await relation(ann, bob))?.muting, true);
    assert.equal((await deed(ann, 'unmute', bob)).muting, false);
  });

  it('shows an edge to its ends, and to whoever may see the ties of both', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    await unlock(bob);
    await deed(ann, 'follow', bob);
    const seenBy = async (who: TestPersona) => [
      await accounts(who, `/api/v1/accounts/${bob.id}/followers`),
      await accounts(who, `/api/v1/accounts/${ann.id}/following`),
      ((await call(who, 'GET', `/api/v1/accounts/${bob.id}`)) as { followers_count: number }).followers_count,
    ];
    assert.deepEqual(await seenBy(cyd), [[], [], 0]);
    assert.deepEqual(await seenBy(ann), [[ann.id], [bob.id], 1]);
    assert.deepEqual(await seenBy(bob), [[ann.id], [bob.id], 1]);
    const share = (who: TestPersona) =>
      call(who, 'PUT', '/api/privacy/v1/presence', { ties: { kind: 'network' } });
    await share(bob);
    assert.deepEqual(await seenBy(cyd), [[], [], 0]);
    await share(ann);
    assert.deepEqual(await seenBy(cyd), [[ann.id], [bob.id], 1]);
  });

  it('tells whom it concerns of requests, connections and places in spaces, and nobody of an end', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    const told = async (who: TestPersona) => {
      await drainOutbox(app.deps, (error) => {
        throw error;
      });
      const notices = (await call(who, 'GET', '/api/v1/notifications')) as {
        type: string;
        account: { id: string };
      }[];
      return notices.map(({ type, account }) => `${type} ${account.id}`).toSorted();
    };
    await deed(ann, 'follow', bob);
    await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: bob.id }, 201);
    assert.deepEqual(await told(bob), [`connect_request ${ann.id}`, `follow_request ${ann.id}`]);
    assert.deepEqual(await told(ann), []);
    await call(bob, 'POST', '/api/privacy/v1/connections/requests', { to: ann.id }, 201);
    assert.deepEqual(await told(ann), [`connect ${bob.id}`]);
    const space = (await call(
      ann,
      'POST',
      '/api/privacy/v1/spaces',
      { handle: 'shed', title: 'The shed', openness: 'closed' },
      201,
    )) as { id: string };
    await call(cyd, 'POST', `/api/privacy/v1/spaces/${space.id}/join`);
    assert.deepEqual(await told(ann), [`connect ${bob.id}`, `join_request ${cyd.id}`]);
    await call(ann, 'POST', `/api/privacy/v1/spaces/${space.id}/requests/${cyd.id}/approve`);
    await call(ann, 'POST', `/api/privacy/v1/spaces/${space.id}/members`, { persona: bob.id });
    assert.deepEqual(await told(cyd), [`joined ${space.id}`]);
    const before = await told(bob);
    assert.deepEqual(before, [`connect_request ${ann.id}`, `follow_request ${ann.id}`, `joined ${space.id}`]);
    app.clock.advance(1000);
    await call(ann, 'DELETE', `/api/privacy/v1/connections/${bob.id}`);
    assert.deepEqual(await told(bob), before);
    await call(ann, 'DELETE', `/api/privacy/v1/spaces/${space.id}/members/${cyd.id}`);
    assert.deepEqual(await told(cyd), []);
  });

  it('says what is wrong with what it is given', async () => {
    const ann = await person();
    await deed(ann, 'follow', ann, 422);
    await deed(ann, 'block', ann, 422);
    await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: ann.id }, 422);
    await call(ann, 'POST', '/api/privacy/v1/connections/requests', { to: 'x' }, 422);
    await call(ann, 'POST', '/api/v1/accounts/not-an-id/follow', undefined, 404);
    await call(ann, 'GET', '/api/v1/accounts/relationships?id[]=1', undefined, 422);
    await call(ann, 'GET', '/api/v1/follow_requests?max_id=1', undefined, 422);
  });
});
