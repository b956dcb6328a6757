import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import { answerOf, makeNetwork, makePersona, sessionHeaders, type TestPersona } from '../support/people.ts';

const REDIRECT = 'https://app.example/back?x=1';

interface Registered {
  client_id: string;
  client_secret: string;
}

describe('letting apps in', () => {
  let app: TestApp;
  let ada: TestPersona;
  let client: Registered;

  before(async () => {
    app = await testApp();
    ada = await makePersona(app, await makeNetwork(app), 'ada');
    client = (await answerOf(
      await app.request('POST', '/api/v1/apps', {
        body: { client_name: 'An app', redirect_uris: REDIRECT, scopes: 'read write' },
      }),
      200,
    )) as Registered;
  });

  const asked = (more: Record<string, string> = {}) => ({
    response_type: 'code',
    client_id: client.client_id,
    redirect_uri: REDIRECT,
    scope: 'read',
    ...more,
  });

  async function codeFor(more: Record<string, string> = {}, persona = ada): Promise<string> {
    const response = await app.request('POST', '/api/privacy/v1/oauth/authorize', {
      body: { ...asked({ state: 'a b', ...more }), decision: 'allow', persona: persona.id },
      headers: sessionHeaders(ada.cookie),
    });
    const to = new URL(((await answerOf(response, 200)) as { redirect_to: string }).redirect_to);
    assert.deepEqual([to.searchParams.get('x'), to.searchParams.get('state')], ['1', 'a b']);
    return to.searchParams.get('code') ?? '';
  }

  const exchange = (code: string, more: Record<string, string | undefined> = {}) =>
    app.request('POST', '/oauth/token', {
      body: {
        grant_type: 'authorization_code',
        client_id: client.client_id,
        client_secret: client.client_secret,
        redirect_uri: REDIRECT,
        code,
        ...more,
      },
    });

  const pkce = () => {
    const verifier = randomBytes(32).toString('base64url');
    return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
  };

  it('shows what the app asks for', async () => {
    const query = new URLSearchParams(asked());
    const shown = await app.request('GET', `/api/privacy/v1/oauth/authorize?${query}`, {
      headers: sessionHeaders(ada.cookie),
    });
    assert.deepEqual(await answerOf(shown, 200), {
      app: { name: 'An app', website: null },
      redirect_uri: REDIRECT,
      scopes: ['read'],
    });
  });

  it('gives a token of one persona for a code, with the scopes that were shown', async () => {
    const answer = await answerOf(await exchange(await codeFor()), 200);
    const { access_token: token, scope } = answer as { access_token: string; scope: string };
    assert.equal(scope, 'read');
    const personas = await answerOf(await app.request('GET', '/api/privacy/v1/personas', { token }), 200);
    assert.partialDeepStrictEqual(personas, [{ id: ada.id }]);
    const holder = await answerOf(
      await app.request('GET', '/api/v1/apps/verify_credentials', { token }),
      200,
    );
    assert.partialDeepStrictEqual(holder, { name: 'An app' });
    await answerOf(await app.request('POST', '/oauth/revoke', { body: { token } }), 200);
    assert.equal((await app.request('GET', '/api/privacy/v1/personas', { token })).status, 401);
  });

  it('takes a public app by PKCE alone, and no other', async () => {
    const { verifier, challenge } = pkce();
    const more = { code_challenge: challenge, code_challenge_method: 'S256' };
    const public_ = { client_secret: undefined };
    assert.equal((await exchange(await codeFor(more), { ...public_, code_verifier: verifier })).status, 200);
    assert.equal((await exchange(await codeFor(more), public_)).status, 400);
    assert.equal(
      (await exchange(await codeFor(more), { ...public_, code_verifier: pkce().verifier })).status,
      400,
    );
    assert.equal((await exchange(await codeFor(), public_)).status, 400);
    // A challenge that was stripped on the way: the verifier alone proves nothing.
    assert.equal((await exchange(await codeFor(), { code_verifier: verifier })).status, 400);
  });

  it('takes a code once; a second time revokes what it gave', async () => {
    const code = await codeFor();
    const { access_token: token } = (await answerOf(await exchange(code), 200)) as { access_token: string };
    const again = await answerOf(await exchange(code), 400);
    assert.partialDeepStrictEqual(again, { error: 'invalid_grant' });
    assert.equal((await app.request('GET', '/api/privacy/v1/personas', { token })).status, 401);
  });

  it('takes a code once, however many try at a time', async () => {
    const code = await codeFor();
    const tries = await Promise.all(Array.from({ length: 8 }, () => exchange(code)));
    assert.ok(tries.filter(({ status }) => status === 200).length <= 1);
    for (const one of tries.filter(({ status }) => status === 200)) {
      const { access_token: token } = (await one.json()) as { access_token: string };
      assert.equal((await app.request('GET', '/api/privacy/v1/personas', { token })).status, 401);
    }
  });

  it('refuses a code after ten minutes, for another address and for another app', async () => {
    const other = (await answerOf(
      await app.request('POST', '/api/v1/apps', {
        body: { client_name: 'Other', redirect_uris: [REDIRECT] },
      }),
      200,
    )) as Registered;
    assert.equal((await exchange(await codeFor(), { redirect_uri: 'https://app.example/back' })).status, 400);
    assert.equal((await exchange(await codeFor(), { ...other })).status, 400);
    assert.equal((await exchange(await codeFor(), { client_secret: 'wrong' })).status, 401);
    const late = await codeFor();
    app.clock.advance(11 * 60_000);
    assert.equal((await exchange(late)).status, 400);
  });

  it('refuses another’s persona, a foreign address, more scopes, and plain PKCE', async () => {
    const mallory = await makePersona(app, 'acme', 'mallory');
    const post = (body: object, cookie = ada.cookie) =>
      app.request('POST', '/api/privacy/v1/oauth/authorize', { body, headers: sessionHeaders(cookie) });
    const allow = { decision: 'allow', persona: ada.id };
    assert.equal((await post({ ...asked(), ...allow }, mallory.cookie)).status, 404);
    for (const wrong of [
      { redirect_uri: 'https://evil.example/' },
      { scope: 'read privacy' },
      { scope: 'nonsense' },
      { response_type: 'token' },
      { client_id: 'x' },
      { code_challenge: 'a'.repeat(43), code_challenge_method: 'plain' },
      { code_challenge: 'a'.repeat(43) },
      { code_challenge_method: 'S256' },
    ]) {
      assert.equal((await post({ ...asked(), ...wrong, ...allow })).status, 422, JSON.stringify(wrong));
    }
    const denied = (await answerOf(await post({ ...asked(), decision: 'deny' }), 200)) as {
      redirect_to: string;
    };
    assert.match(denied.redirect_to, /error=access_denied/);
  });

  it('refuses apps whose codes could go astray', async () => {
    for (const redirect_uris of [
      'http://app.example/',
      'javascript:alert(1)',
      'https://a.example/#x',
      'x',
      [],
    ]) {
      const response = await app.request('POST', '/api/v1/apps', {
        body: { client_name: 'Bad', redirect_uris },
      });
      assert.equal(response.status, 422, String(redirect_uris));
    }
  });

  it('gives an app a token of its own that speaks for nobody', async () => {
    const answer = await answerOf(
      await app.request('POST', '/oauth/token', { body: { grant_type: 'client_credentials', ...client } }),
      200,
    );
    const { access_token: token } = answer as { access_token: string };
    const holder = await answerOf(
      await app.request('GET', '/api/v1/apps/verify_credentials', { token }),
      200,
    );
    assert.partialDeepStrictEqual(holder, { name: 'An app' });
    assert.equal((await app.request('GET', '/api/privacy/v1/personas', { token })).status, 401);
    assert.equal((await app.request('GET', '/api/v1/instance?network=acme', { token })).status, 200);
  });

  it('describes the network of whoever asks, and the server to whoever names none', async () => {
    const title = async (path: string, token?: string) =>
      (
        (await answerOf(await app.request('GET', path, token === undefined ? {} : { token }), 200)) as {
          title: string;
        }
      ).title;
    assert.equal(await title('/api/v1/instance', ada.token), 'Network acme');
    assert.equal(await title('/api/v2/instance?network=acme'), 'Network acme');
    assert.equal(await title('/api/v2/instance'), 'Waxseal');
  });
});
