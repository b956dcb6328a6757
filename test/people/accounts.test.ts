import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  follow,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const API = '/api/privacy/v1';
const NOBODY = '00000000-0000-7000-8000-000000000000';

interface AccountJson {
  id: string;
  acct: string;
  display_name: string;
  note: string;
  locked: boolean;
  created_at: string;
  avatar: string;
  header: string;
  followers_count: number;
  following_count: number;
  statuses_count: number;
  last_status_at: string | null;
  fields: { name: string; value: string }[];
  source?: { note: string; privacy: string; language: string | null; follow_requests_count: number };
  waxseal: { kind: string; attributes: { kind: string; value: string }[] };
}

describe('accounts', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = (options: Record<string, unknown> = {}) =>
    makePersona(app, network, `person${++count}`, options);
  const call = async (who: TestPersona | null, method: string, path: string, body?: unknown, status = 200) =>
    answerOf(
      await app.request(method, path, { ...(who ? { token: who.token } : {}), ...(body ? { body } : {}) }),
      status,
    );
  const show = async (who: TestPersona, id: string) =>
    (await call(who, 'GET', `/api/v1/accounts/${id}`)) as AccountJson;
  const found = async (who: TestPersona, path: string) =>
    ((await call(who, 'GET', path)) as AccountJson[]).map(({ id }) => id);
  const set = (who: TestPersona, body: unknown) =>
    call(who, 'PATCH', '/api/v1/accounts/update_credentials', body) as Promise<AccountJson>;

  it('shows an account, with counts of what its viewer may see', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    await follow(app, bob, ann);
    for (const audience of [{ kind: 'network' }, { kind: 'followers' }, { kind: 'nobody' }]) {
      await call(ann, 'POST', '/api/v1/statuses', { status: 'hello', audience });
    }
    const own = (await call(ann, 'GET', '/api/v1/accounts/verify_credentials')) as AccountJson;
    assert.deepEqual([own.followers_count, own.following_count, own.statuses_count], [1, 0, 3]);
    assert.equal(own.last_status_at, '2026-03-01');
    const [asBob, asCyd] = [await show(bob, ann.id), await show(cyd, ann.id)];
    assert.deepEqual([asBob.followers_count, asBob.statuses_count, asBob.last_status_at], [1, 2, null]);
    assert.deepEqual([asCyd.followers_count, asCyd.statuses_count, asCyd.last_status_at], [0, 1, null]);
    assert.equal(asCyd.created_at, '2026-03-01T00:00:00.000Z');
    assert.equal(asCyd.source, undefined);
    assert.match(asCyd.note, /^$/);
  });

  it('changes one’s own account, and escapes what it shows', async () => {
    const ann = await person();
    const changed = await set(ann, {
      display_name: ' Ann  O’Neil ',
      note: 'Likes <b>bees</b> & trees\nand more\n\nEnd',
      locked: false,
      source: { privacy: 'private', language: 'en' },
    });
    assert.equal(changed.display_name, 'Ann O’Neil');
    assert.equal(changed.note, '<p>Likes &lt;b&gt;bees&lt;/b&gt; &amp; trees<br>and more</p><p>End</p>');
    assert.equal(changed.locked, false);
    assert.deepEqual(changed.source, {
      note: 'Likes <b>bees</b> & trees\nand more\n\nEnd',
      fields: [],
      privacy: 'private',
      sensitive: false,
      language: 'en',
      follow_requests_count: 0,
    });
    const form = await app.request('PATCH', '/api/v1/accounts/update_credentials', {
      token: ann.token,
      body: 'locked=true&source[sensitive]=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const again = (await answerOf(form, 200)) as AccountJson;
    assert.deepEqual(
      [again.locked, again.source?.privacy, again.display_name],
      [true, 'private', 'Ann O’Neil'],
    );
    for (const wrong of [
      { display_name: '' },
      { display_name: 'a\u202eb' },
      { display_name: 'x'.repeat(101) },
      { note: 'x'.repeat(2001) },
      { locked: 'maybe' },
      { source: { privacy: 'mine' } },
      { source: 1 },
    ]) {
      await call(ann, 'PATCH', '/api/v1/accounts/update_credentials', wrong, 422);
    }
  });

  it('looks up by the exact handle, in any case', async () => {
    const [ann, bob] = [await person(), await person()];
    for (const acct of [bob.handle, `@${bob.handle.toUpperCase()}`, `${bob.handle}@acme`]) {
      const account = await call(ann, 'GET', `/api/v1/accounts/lookup?acct=${encodeURIComponent(acct)}`);
      assert.equal((account as AccountJson).id, bob.id);
    }
    for (const acct of [`${bob.handle}@elsewhere`, 'nobody', '@', `${bob.handle}@acme@acme`, "x' or 1=1"]) {
      await call(ann, 'GET', `/api/v1/accounts/lookup?acct=${encodeURIComponent(acct)}`, undefined, 404);
    }
    await call(ann, 'GET', '/api/v1/accounts/lookup', undefined, 422);
  });

  it('finds by words of handle, name and note whom one may find', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    await set(bob, { display_name: 'Béatrice Quill', note: 'Keeper of zebrafish' });
    await set(cyd, { display_name: 'Cyd Quillon', note: '' });
    const search = (q: string, more = '') =>
      found(ann, `/api/v1/accounts/search?q=${encodeURIComponent(q)}${more}`);
    assert.deepEqual(await search('quill'), [bob.id, cyd.id]);
    assert.deepEqual(await search('béa quil'), [bob.id]);
    assert.deepEqual(await search('zebra'), [bob.id]);
    assert.deepEqual(await search(`@${cyd.handle}@acme`), [cyd.id]);
    assert.deepEqual(await search('quill', '&limit=1'), [bob.id]);
    assert.deepEqual(await search('quill', '&limit=1&offset=1'), [cyd.id]);
    assert.deepEqual(await search('quill', '&following=true'), []);
    for (const odd of ['', "quill' | !x:*", '&&&', '\\', '%', 'quill & !zebra']) await search(odd);
    await call(bob, 'PUT', `${API}/presence`, { find: { kind: 'nobody' }, search: { kind: 'nobody' } });
    assert.deepEqual(await search('quill'), [cyd.id]);
    await call(cyd, 'PUT', `${API}/presence`, { see: { kind: 'nobody' } });
    assert.deepEqual(await search('quill'), []);
    await call(ann, 'GET', `/api/v1/accounts/search?q=${'x'.repeat(501)}`, undefined, 422);
    await call(ann, 'GET', '/api/v1/accounts/search?q=x&limit=0', undefined, 422);
    await call(ann, 'GET', '/api/v1/accounts/search?q=x&offset=-1', undefined, 422);
  });

  it('lists the directory in pages that tell nothing of the hidden', async () => {
    const other = await makeNetwork(app, { slug: 'village', admin: 'mayor' });
    const everybody: TestPersona[] = [];
    for (let i = 0; i < 7; i++) everybody.push(await makePersona(app, other, `villager${i}`));
    const [ann, bob, ...rest] = everybody as [TestPersona, TestPersona, ...TestPersona[]];
    await call(bob, 'PUT', `${API}/presence`, { find: { kind: 'nobody' } });
    const expected = [other.admin, ann, ...rest]
      .map(({ id }) => id)
      .toSorted()
      .reverse();
    const pages: string[] = [];
    let path: string | undefined = '/api/v1/directory?limit=3';
    while (path !== undefined) {
      const response: Response = await app.request('GET', path, { token: ann.token });
      const page = (await answerOf(response, 200)) as AccountJson[];
      pages.push(...page.map(({ id }) => id));
      path = /<[^>]*(\/api[^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    }
    assert.deepEqual(pages, expected);
    assert.deepEqual(await found(ann, '/api/v1/directory?limit=3&offset=3'), expected.slice(3, 6));
    const back = await found(ann, `/api/v1/directory?limit=2&min_id=${expected[4]}`);
    assert.deepEqual(back, expected.slice(2, 4));
    assert.deepEqual(await call(null, 'GET', '/api/v1/directory?network=village'), []);
    await call(null, 'GET', '/api/v1/directory?network=nowhere', undefined, 404);
  });

  it('shows the attributes that its viewer may see, at their precision', async () => {
    const ann = await person({
      attributes: [
        { kind: 'birth-date', value: '1984-05-06', precision: 'decade', audience: { kind: 'network' } },
        { kind: 'job-title', value: 'Keeper <of> bees', precision: 'exact', audience: { kind: 'followers' } },
      ],
    });
    const [bob, cyd] = [await person(), await person()];
    await follow(app, bob, ann);
    const seen = async (who: TestPersona) =>
      (await show(who, ann.id)).waxseal.attributes.map(({ kind, value }) => `${kind} ${value}`).toSorted();
    assert.deepEqual(await seen(cyd), ['birth-date 1980s']);
    assert.deepEqual(await seen(bob), ['birth-date 1980s', 'job-title Keeper <of> bees']);
    const field = (await show(bob, ann.id)).fields.find(({ name }) => name === 'Job title');
    assert.equal(field?.value, 'Keeper &lt;of&gt; bees');
    const listed = (await call(bob, 'GET', `/api/v1/accounts/search?q=${ann.handle}`)) as AccountJson[];
    assert.deepEqual(listed[0]?.waxseal.attributes, []);
    const [, grant] = (await call(ann, 'GET', `${API}/grants?object_kind=attribute`)) as { id: string }[];
    await call(ann, 'DELETE', `${API}/grants/${grant?.id}`);
    assert.equal((await seen(bob)).length, 1);
    const left = await call(ann, 'GET', `${API}/attributes`);
    const shown = (left as { disclosure: unknown }[]).filter(({ disclosure }) => disclosure !== null);
    assert.equal(shown.length, 1);
  });

  it('shows a visitor only who shows themselves to everyone', async () => {
    const [ann, bob] = [await person(), await person()];
    await call(null, 'GET', `/api/v1/accounts/${bob.id}?network=acme`, undefined, 404);
    await call(bob, 'PUT', `${API}/presence`, { see: { kind: 'everyone' } });
    const seen = (await call(null, 'GET', `/api/v1/accounts/${bob.id}?network=acme`)) as AccountJson;
    assert.equal(seen.id, bob.id);
    for (const path of ['verify_credentials', 'relationships']) {
      await call(null, 'GET', `/api/v1/accounts/${path}`, undefined, 401);
    }
    const elsewhere = await makeNetwork(app, { slug: 'island', admin: 'chief' });
    const absent = await call(elsewhere.admin, 'GET', `/api/v1/accounts/${NOBODY}`, undefined, 404);
    assert.deepEqual(
      await call(elsewhere.admin, 'GET', `/api/v1/accounts/${ann.id}`, undefined, 404),
      absent,
    );
  });

  it('draws a picture from its address alone', async () => {
    const { avatar, header } = await show(network.admin, network.admin.id);
    for (const url of [avatar, header]) {
      const response = await app.request('GET', new URL(url).pathname);
      assert.equal(response.status, 200);
      assert.match(response.headers.get('content-type') ?? '', /^image\/svg\+xml/);
      assert.match(await response.text(), /^<svg /);
    }
    for (const path of ['/avatars/12/%C3%89.svg', '/avatars/0/-.svg', '/avatars/359/9.svg']) {
      assert.equal((await app.request('GET', path)).status, 200);
    }
    for (const path of [
      '/avatars/360/A.svg',
      '/avatars/1/A.png',
      '/avatars/x/A.svg',
      '/avatars/1/%3Cb%3E.svg',
    ]) {
      assert.equal((await app.request('GET', path)).status, 404);
    }
  });

  it('lets nobody change anything who waits for approval', async () => {
    const strict = await makeNetwork(app, { slug: 'strict', admin: 'head', rules: { join: 'approval' } });
    const ann = await makePersona(app, strict, 'waiting', { words: 'please' });
    assert.equal(ann.state, 'waiting');
    await call(ann, 'POST', `${API}/circles`, { title: 'x' }, 403);
    await call(ann, 'POST', `${API}/spaces`, { handle: 'mine', title: 'x', openness: 'open' }, 403);
    await call(ann, 'POST', `/api/v1/accounts/${strict.admin.id}/follow`, undefined, 403);
    await call(ann, 'PUT', `${API}/presence`, { see: { kind: 'everyone' } }, 403);
    assert.deepEqual(await found(strict.admin, '/api/v1/directory'), [strict.admin.id]);
  });
});
