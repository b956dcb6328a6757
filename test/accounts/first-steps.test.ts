import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  cookieOf,
  makeAccount,
  makeNetwork,
  makePersona,
  makeToken,
  PASSWORD,
  sessionHeaders,
  type TestNetwork,
} from '../support/people.ts';

describe('signing up, in and out', () => {
  let app: TestApp;
  let network: TestNetwork;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  it('is set up once', async () => {
    assert.deepEqual(await answerOf(await app.request('GET', '/api/privacy/v1/setup'), 200), {
      empty: false,
    });
    const again = await app.request('POST', '/api/privacy/v1/setup', {
      body: {
        email: 'second@example.org',
        password: PASSWORD,
        network: { slug: 'other', title: 'Other' },
        persona: { handle: 'someone', display_name: 'Someone' },
      },
    });
    assert.equal(again.status, 409);
  });

  it('gives a persona a handle, a state and a token', async () => {
    const ada = await makePersona(app, network, 'ada');
    const mine = (await answerOf(
      await app.request('GET', '/api/privacy/v1/personas', { headers: sessionHeaders(ada.cookie) }),
      200,
    )) as object[];
    const byToken = await answerOf(
      await app.request('GET', '/api/privacy/v1/personas', { token: ada.token }),
      200,
    );
    assert.deepEqual(mine, byToken);
    assert.partialDeepStrictEqual(mine[0] ?? {}, {
      id: ada.id,
      acct: 'ada@acme',
      state: 'member',
      administrator: false,
    });
  });

  it('answers sign-up alike whether or not the address is known', async () => {
    const known = { email: 'known@example.org', password: PASSWORD };
    const answers: unknown[] = [];
    for (const body of [known, known, { ...known, password: 'another password' }]) {
      const response = await app.request('POST', '/api/privacy/v1/accounts', { body });
      answers.push([response.status, await response.text(), cookieOf(response).length]);
    }
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
  });

  it('signs in with the right password alone, in the same words for a wrong one and an unknown address', async () => {
    const email = 'grace@example.org';
    await makeAccount(app, email);
    const tryIn = (body: object) => app.request('POST', '/api/privacy/v1/session', { body });
    assert.equal((await tryIn({ email: ' Grace@EXAMPLE.org', password: PASSWORD })).status, 201);
    const wrong = await tryIn({ email, password: 'wrong password' });
    const unknown = await tryIn({ email: 'nobody@example.org', password: PASSWORD });
    assert.deepEqual([wrong.status, await wrong.text()], [unknown.status, await unknown.text()]);
    assert.equal(wrong.status, 401);
  });

  it('limits guesses, many at a time, alike for a known and an unknown address', async () => {
    await makeAccount(app, 'target@example.org');
    const left = async (email: string) => {
      const tries = Array.from({ length: 30 }, () =>
        app.request('POST', '/api/privacy/v1/session', { body: { email, password: 'a wrong guess' } }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
      return {
        wrong: statuses.filter((s) => s === 401).length,
        refused: statuses.filter((s) => s === 429).length,
      };
    };
    app.clock.advance(16 * 60_000);
    const known = await left('target@example.org');
    assert.deepEqual(known, { wrong: 20, refused: 10 });
    assert.deepEqual(await left('no-target@example.org'), known);
    app.clock.advance(16 * 60_000);
  });

  it('signs out of what the session was handed, and everywhere out of everything', async () => {
    const first = await makePersona(app, network, 'linus');
    const signedIn = await app.request('POST', '/api/privacy/v1/session', {
      body: { email: 'linus-acme@example.org', password: PASSWORD },
    });
    const second = cookieOf(signedIn);
    const secondToken = await makeToken(app, second, first.id);
    const works = async (token: string) =>
      (await app.request('GET', '/api/privacy/v1/personas', { token })).status === 200;
    assert.deepEqual([await works(first.token), await works(secondToken)], [true, true]);
    await app.request('DELETE', '/api/privacy/v1/session', { headers: sessionHeaders(second) });
    assert.deepEqual([await works(first.token), await works(secondToken)], [true, false]);
    await app.request('DELETE', '/api/privacy/v1/sessions', { headers: sessionHeaders(first.cookie) });
    assert.equal(await works(first.token), false);
    const session = await app.request('GET', '/api/privacy/v1/session', {
      headers: sessionHeaders(first.cookie),
    });
    assert.equal(session.status, 401);
  });

  it('leaves no token behind that was handed out while signing out everywhere', async () => {
    const mia = await makePersona(app, network, 'mia');
    const ask = () =>
      app.request('POST', '/api/privacy/v1/session/token', {
        body: { persona: mia.id },
        headers: sessionHeaders(mia.cookie),
      });
    const asked = Array.from({ length: 6 }, ask);
    const out = app.request('DELETE', '/api/privacy/v1/sessions', { headers: sessionHeaders(mia.cookie) });
    asked.push(...Array.from({ length: 6 }, ask));
    assert.equal((await out).status, 204);
    for (const response of await Promise.all(asked)) {
      if (response.status === 401) continue;
      const { access_token: token } = (await answerOf(response, 200)) as { access_token: string };
      assert.equal((await app.request('GET', '/api/privacy/v1/personas', { token })).status, 401);
    }
  });

  it('takes no unsafe request of another site', async () => {
    const cookie = await makeAccount(app, 'victim@example.org');
    const body = { network: 'acme', handle: 'victim', display_name: 'Victim' };
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      const response = await app.request('POST', '/api/privacy/v1/personas', {
        body,
        headers: { cookie: `waxseal_session=${cookie}`, ...headers } as Record<string, string>,
      });
      assert.equal(response.status, 403, JSON.stringify(headers));
    }
    const own = await app.request('POST', '/api/privacy/v1/personas', {
      body,
      headers: { cookie: `waxseal_session=${cookie}`, origin: 'http://localhost:8080' },
    });
    assert.equal(own.status, 201);
  });

  it('gives no token for another’s persona', async () => {
    const cookie = await makeAccount(app, 'mallory@example.org');
    const theirs = await app.request('POST', '/api/privacy/v1/session/token', {
      body: { persona: network.admin.id },
      headers: sessionHeaders(cookie),
    });
    const nobodys = await app.request('POST', '/api/privacy/v1/session/token', {
      body: { persona: '01900000-0000-7000-8000-000000000000' },
      headers: sessionHeaders(cookie),
    });
    assert.equal(theirs.status, 404);
    assert.equal(await theirs.text(), await nobodys.text());
  });
});
