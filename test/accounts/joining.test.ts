import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  makeAccount,
  makeNetwork,
  makePersona,
  makeToken,
  sessionHeaders,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

describe('joining a network', () => {
  let app: TestApp;

  before(async () => {
    app = await testApp();
    await makeNetwork(app, { slug: 'first' });
  });

  const join = (cookie: string, body: object) =>
    app.request('POST', '/api/privacy/v1/personas', { headers: sessionHeaders(cookie), body });
  const refusal = async (response: Response, status: number): Promise<string> =>
    ((await answerOf(response, status)) as { error_description: string }).error_description;
  const sees = async (viewer: TestPersona, id: string) =>
    (await app.request('GET', `/api/v1/accounts/${id}`, { token: viewer.token })).status === 200;
  const asAdmin = (network: TestNetwork, method: string, path: string, body?: object) =>
    app.request(method, `/api/privacy/v1/networks/${network.slug}${path}`, {
      token: network.admin.token,
      ...(body === undefined ? {} : { body }),
    });

  it('shows what a network asks before one joins, and names what is missing', async () => {
    const ask = { kind: 'birth-date', precision: 'year', least_audience: { kind: 'network' } };
    await makeNetwork(app, { slug: 'asking', rules: { asks: [ask], least_presence: { see: 'network' } } });
    const shown = (await answerOf(await app.request('GET', '/api/privacy/v1/networks/asking'), 200)) as {
      rules: object;
    };
    assert.partialDeepStrictEqual(shown.rules, {
      asks: [ask],
      least_presence: { see: 'network', find: 'nobody' },
    });
    const cookie = await makeAccount(app, 'newcomer@example.org');
    const base = { network: 'asking', handle: 'newcomer', display_name: 'New Comer' };
    const given = {
      kind: 'birth-date',
      value: '1990-05-21',
      precision: 'year',
      audience: { kind: 'network' },
    };
    assert.match(await refusal(await join(cookie, base), 422), /attributes\.birth-date: /);
    const coarse = { ...given, precision: 'decade' };
    assert.match(await refusal(await join(cookie, { ...base, attributes: [coarse] }), 422), /birth-date/);
    const narrow = { ...given, audience: { kind: 'connections' } };
    assert.match(await refusal(await join(cookie, { ...base, attributes: [narrow] }), 422), /birth-date/);
    const hidden = { ...base, attributes: [given], presence: { see: { kind: 'nobody' } } };
    assert.match(await refusal(await join(cookie, hidden), 422), /presence\.see/);
    await answerOf(await join(cookie, { ...base, attributes: [given] }), 201);
    const finer = await makePersona(app, 'asking', 'finer', {
      attributes: [{ ...given, precision: 'exact', audience: { kind: 'everyone' } }],
    });
    assert.equal(finer.state, 'member');
  });

  it('takes legal names where the network’s rules demand them', async () => {
    await makeNetwork(app, { slug: 'legal', rules: { naming: 'legal' } });
    const cookie = await makeAccount(app, 'jane@example.org');
    const base = { network: 'legal', handle: 'jane', display_name: 'Jane Roe' };
    assert.match(await refusal(await join(cookie, base), 422), /naming/);
    assert.match(await refusal(await join(cookie, { ...base, naming: 'legal' }), 422), /attributes\.name/);
    const named = { ...base, naming: 'legal', attributes: [{ kind: 'name', value: 'Janet Roe' }] };
    assert.match(await refusal(await join(cookie, named), 422), /display_name/);
    const { id } = (await answerOf(await join(cookie, { ...named, display_name: 'Janet Roe' }), 201)) as {
      id: string;
    };
    const token = await makeToken(app, cookie, id);
    const rename = (display_name: string) =>
      app.request('PATCH', '/api/v1/accounts/update_credentials', { token, body: { display_name } });
    assert.match(await refusal(await rename('Jane Roe'), 422), /display_name/);
    assert.equal((await rename('Janet Roe')).status, 200);
  });

  it('lets somebody wait, seen by nobody, until an administrator decides', async () => {
    const network = await makeNetwork(app, { slug: 'waiting', rules: { join: 'approval' } });
    const hopeful = await makePersona(app, network, 'hopeful', {
      words: 'I know Ada.',
      attributes: [{ kind: 'employer', value: 'Acme', audience: { kind: 'network' } }],
    });
    assert.equal(hopeful.state, 'waiting');
    assert.equal(await sees(network.admin, hopeful.id), false);
    const waiting = (await answerOf(await asAdmin(network, 'GET', '/join-requests'), 200)) as {
      id: string;
    }[];
    assert.partialDeepStrictEqual(waiting, [
      { id: hopeful.id, words: 'I know Ada.', attributes: [{ kind: 'employer', value: 'Acme' }] },
    ]);
    assert.equal((await asAdmin(network, 'POST', `/join-requests/${hopeful.id}/approve`)).status, 204);
    assert.equal((await asAdmin(network, 'POST', `/join-requests/${hopeful.id}/approve`)).status, 404);
    assert.equal(await sees(network.admin, hopeful.id), true);
    const refused = await makePersona(app, network, 'refused', {
      attributes: [{ kind: 'skill', value: 'canary' }],
    });
    assert.equal((await asAdmin(network, 'POST', `/join-requests/${refused.id}/refuse`)).status, 204);
    assert.equal(
      (await app.request('GET', '/api/privacy/v1/personas', { token: refused.token })).status,
      401,
    );
    const copies = await app.deps.store.community
      .selectFrom('community.disclosure')
      .select('value')
      .where('value', '=', 'canary')
      .execute();
    assert.deepEqual(copies, []);
  });

  it('admits by invitation, no more often than it says, however many try at once', async () => {
    const network = await makeNetwork(app, { slug: 'invited', rules: { join: 'invited' } });
    const made = (await answerOf(await asAdmin(network, 'POST', '/invites', { uses: 3 }), 201)) as {
      code: string;
    };
    const cookies = await Promise.all(
      Array.from({ length: 8 }, (_, n) => makeAccount(app, `guest${n}@example.org`)),
    );
    const base = { network: 'invited', display_name: 'Guest' };
    assert.equal((await join(cookies[0] ?? '', { ...base, handle: 'guest' })).status, 403);
    const answers = await Promise.all(
      cookies.map((cookie, n) => join(cookie, { ...base, handle: `guest${n}`, invite: made.code })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 201, 422, 422, 422, 422, 422]);
    const late = (await answerOf(await asAdmin(network, 'POST', '/invites', { days: 1 }), 201)) as {
      code: string;
    };
    app.clock.advance(25 * 3600_000);
    const tooLate = await join(cookies[7] ?? '', { ...base, handle: 'late', invite: late.code });
    assert.match(await refusal(tooLate, 422), /invite/);
  });

  it('admits by a confirmed address of a listed domain', async () => {
    await makeNetwork(app, { slug: 'staff', rules: { join: 'domain', domains: ['acme.example'] } });
    const stranger = await makeAccount(app, 'mallory@evil.example');
    const cookie = await makeAccount(app, 'Ada@ACME.example');
    const base = { network: 'staff', handle: 'ada', display_name: 'Ada' };
    assert.equal((await join(stranger, base)).status, 403);
    assert.match(await refusal(await join(cookie, base), 403), /Confirm/);
    const send = () =>
      app.request('POST', '/api/privacy/v1/session/email-code', { headers: sessionHeaders(cookie) });
    const confirm = (code: string) =>
      app.request('POST', '/api/privacy/v1/session/email-confirmation', {
        headers: sessionHeaders(cookie),
        body: { code },
      });
    await send();
    await answerOf(await send(), 202);
    const [first, second] = app.mails.map(({ text }) => /code is (\w{8})/.exec(text)?.[1] ?? '');
    assert.equal(app.mails[0]?.to, 'ada@acme.example');
    assert.equal((await confirm(first ?? '')).status, 422);
    assert.equal((await confirm('00000000')).status, 422);
    assert.equal((await confirm((second ?? '').toUpperCase())).status, 200);
    assert.equal((await confirm(second ?? '')).status, 422);
    await answerOf(await join(cookie, base), 201);
  });

  it('limits guesses at the code that was mailed', async () => {
    const cookie = await makeAccount(app, 'guess@example.org');
    await app.request('POST', '/api/privacy/v1/session/email-code', { headers: sessionHeaders(cookie) });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const response = await app.request('POST', '/api/privacy/v1/session/email-confirmation', {
        headers: sessionHeaders(cookie),
        body: { code: `0000000${n % 10}` },
      });
      statuses.push(response.status);
    }
    assert.deepEqual(statuses, [...new Array(10).fill(422), 429, 429]);
  });

  it('keeps handles apart by network, and personas to the number that the rules allow', async () => {
    await makeNetwork(app, { slug: 'one-each', rules: { personas_per_account: 1 } });
    const cookie = await makeAccount(app, 'many@example.org');
    const base = { network: 'one-each', display_name: 'Many' };
    await makePersona(app, 'first', 'taken');
    await answerOf(await join(cookie, { ...base, handle: 'Taken' }), 201);
    assert.match(await refusal(await join(cookie, { ...base, handle: 'second' }), 409), /1 for each account/);
    const other = await makeAccount(app, 'other@example.org');
    assert.match(await refusal(await join(other, { ...base, handle: 'TAKEN' }), 409), /handle is taken/);
    for (const handle of ['a', 'admin', 'has space', '.dot', 'x'.repeat(31), 'ünï', '', '__', 'a@b']) {
      assert.equal((await join(other, { ...base, handle })).status, 422, handle);
    }
    for (const display_name of ['', ' ', 'x'.repeat(101), 'a\u202eb', 'a\u0000b']) {
      assert.equal((await join(other, { ...base, handle: 'fine', display_name })).status, 422, display_name);
    }
  });

  it('allows no more personas than the rules, however many are made at once', async () => {
    await makeNetwork(app, { slug: 'racy', rules: { personas_per_account: 2 } });
    const cookie = await makeAccount(app, 'racer@example.org');
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        join(cookie, { network: 'racy', handle: `racer${n}`, display_name: 'R' }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 201, 409, 409, 409, 409]);
  });

  it('lets somebody come back under the handle that they left, and nobody else take it', async () => {
    const network = await makeNetwork(app, { slug: 'return' });
    const rae = await makePersona(app, network, 'rae');
    const leave = () =>
      app.request('DELETE', `/api/privacy/v1/personas/${rae.id}`, { headers: sessionHeaders(rae.cookie) });
    assert.equal((await leave()).status, 204);
    assert.equal((await leave()).status, 404);
    assert.equal(await sees(network.admin, rae.id), false);
    const thief = await makeAccount(app, 'thief@example.org');
    assert.equal((await join(thief, { network: 'return', handle: 'rae', display_name: 'Rae' })).status, 409);
    app.clock.advance(1000);
    const back = await makePersona(app, network, 'rae', { cookie: rae.cookie });
    assert.equal(back.id, rae.id);
    assert.equal(await sees(network.admin, rae.id), true);
  });

  it('takes what somebody wrote out of sight at once when they leave', async () => {
    const network = await makeNetwork(app, { slug: 'leaving' });
    const lou = await makePersona(app, network, 'lou');
    const written = await app.request('POST', '/api/v1/statuses', {
      token: lou.token,
      body: { status: 'for everybody', visibility: 'public' },
    });
    const { id } = (await answerOf(written, 200)) as { id: string };
    const shown = () => app.request('GET', `/api/v1/statuses/${id}`, { token: network.admin.token });
    assert.equal((await shown()).status, 200);
    await app.request('DELETE', `/api/privacy/v1/personas/${lou.id}`, {
      headers: sessionHeaders(lou.cookie),
    });
    assert.equal((await shown()).status, 404);
    const feed = await app.request('GET', '/api/v1/timelines/public', { token: network.admin.token });
    assert.deepEqual(await answerOf(feed, 200), []);
  });

  it('lets only a founder make networks, and only an administrator administer', async () => {
    const network = await makeNetwork(app, { slug: 'ours' });
    const member = await makePersona(app, network, 'member');
    const founded = await app.request('POST', '/api/privacy/v1/networks', {
      headers: sessionHeaders(member.cookie),
      body: { slug: 'mine', title: 'Mine', persona: { handle: 'me-too', display_name: 'Me' } },
    });
    assert.equal(founded.status, 403);
    for (const [method, path, body] of [
      ['PUT', '', { title: 'X', rules: {} }],
      ['POST', '/invites', {}],
      ['GET', '/join-requests', undefined],
      ['POST', `/join-requests/${member.id}/approve`, undefined],
      ['POST', `/join-requests/${member.id}/refuse`, undefined],
      ['PUT', `/administrators/${member.id}`, undefined],
      ['DELETE', `/administrators/${network.admin.id}`, undefined],
      ['GET', '/suspensions', undefined],
      ['PUT', `/suspensions/${network.admin.id}`, undefined],
      ['DELETE', `/suspensions/${network.admin.id}`, undefined],
    ] as const) {
      const options = { token: member.token, ...(body === undefined ? {} : { body }) };
      const own = await app.request(method, `/api/privacy/v1/networks/ours${path}`, options);
      assert.equal(own.status, 403, `${method} ${path}`);
      const other = await app.request(method, `/api/privacy/v1/networks/first${path}`, options);
      assert.equal(other.status, 404, `${method} ${path}`);
    }
    assert.equal((await asAdmin(network, 'DELETE', `/administrators/${network.admin.id}`)).status, 409);
    assert.equal((await asAdmin(network, 'PUT', `/administrators/${member.id}`)).status, 204);
    assert.equal((await asAdmin(network, 'DELETE', `/administrators/${network.admin.id}`)).status, 204);
    assert.equal((await asAdmin(network, 'GET', '/suspensions')).status, 403);
  });

  it('suspends a persona and no other of its account, and takes it back', async () => {
    const network = await makeNetwork(app, { slug: 'orderly' });
    const troll = await makePersona(app, network, 'troll');
    const gentle = await makePersona(app, network, 'gentle', { cookie: troll.cookie });
    const watcher = await makePersona(app, network, 'watcher');
    assert.equal((await asAdmin(network, 'PUT', `/suspensions/${troll.id}`)).status, 204);
    assert.deepEqual([await sees(watcher, troll.id), await sees(watcher, gentle.id)], [false, true]);
    const listed = await answerOf(await asAdmin(network, 'GET', '/suspensions'), 200);
    assert.partialDeepStrictEqual(listed, [{ account: { id: troll.id } }]);
    assert.equal((await asAdmin(network, 'DELETE', `/suspensions/${troll.id}`)).status, 204);
    assert.equal(await sees(watcher, troll.id), true);
    const ghost = await makePersona(app, network, 'ghost', {
      presence: { see: { kind: 'nobody' }, find: { kind: 'nobody' } },
    });
    const hidden = await asAdmin(network, 'PUT', `/suspensions/${ghost.id}`);
    const nobody = await asAdmin(network, 'PUT', '/suspensions/01900000-0000-7000-8000-000000000000');
    assert.deepEqual([hidden.status, await hidden.text()], [nobody.status, await nobody.text()]);
  });

  it('seats staff in organisations, by function', async () => {
    const network = await makeNetwork(app, { slug: 'business' });
    const clerk = await makePersona(app, network, 'clerk');
    const admin = (method: string, path: string, body?: object) =>
      app.request(method, `/api/privacy/v1/organisations${path}`, {
        token: network.admin.token,
        ...(body === undefined ? {} : { body }),
      });
    const org = (await answerOf(
      await admin('POST', '', { handle: 'shop', display_name: 'The Shop' }),
      201,
    )) as {
      id: string;
    };
    const seat = (functions: string[]) => admin('PUT', `/${org.id}/staff/${clerk.id}`, { functions });
    assert.equal((await seat(['marketing', 'sales'])).status, 204);
    app.clock.advance(1000);
    assert.equal((await seat(['sales', 'support'])).status, 204);
    const staff = (await answerOf(await admin('GET', `/${org.id}/staff`), 200)) as object[];
    assert.partialDeepStrictEqual(staff, [{ account: { id: clerk.id }, functions: ['sales', 'support'] }]);
    assert.equal((await seat(['juggling'])).status, 422);
    assert.equal((await admin('PUT', `/${clerk.id}/staff/${clerk.id}`, {})).status, 404);
    assert.equal((await admin('DELETE', `/${org.id}/staff/${clerk.id}`)).status, 204);
    assert.equal((await admin('DELETE', `/${org.id}/staff/${clerk.id}`)).status, 404);
    const byMember = await app.request('GET', `/api/privacy/v1/organisations/${org.id}/staff`, {
      token: clerk.token,
    });
    assert.equal(byMember.status, 404, 'whose house it is not finds none');
  });
});
