import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  follow,
  makeNetwork,
  makePersona,
  sessionHeaders,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const DAY_MS = 24 * 3600_000;

interface Handle {
  handle: string;
  former: { handle: string; until: string }[];
  changes_left: number;
  next_change_at: string | null;
}

describe('a changed handle', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = (options: Record<string, unknown> = {}, name = 'one') =>
    makePersona(app, network, `${name}${++count}`, { display_name: 'Somebody', ...options });
  const call = async (
    who: TestPersona | null,
    method: string,
    path: string,
    body?: unknown,
    status = 200,
  ) => {
    app.clock.advance(1);
    const there = who === null ? `${path}${path.includes('?') ? '&' : '?'}network=acme` : path;
    const options = { ...(who ? { token: who.token } : {}), ...(body ? { body } : {}) };
    return answerOf(await app.request(method, there, options), status);
  };
  const change = (who: TestPersona, handle: string, status = 200) =>
    call(who, 'PUT', '/api/privacy/v1/handle', { handle }, status) as Promise<Handle>;
  const show = (who: TestPersona, audience: object) =>
    call(who, 'PUT', '/api/privacy/v1/presence', {
      see: audience,
      find: audience,
      search: audience,
      mention: audience,
    });
  const lookUp = async (who: TestPersona | null, acct: string) => {
    app.clock.advance(1);
    const path = `/api/v1/accounts/lookup?acct=${acct}${who === null ? '&network=acme' : ''}`;
    const response = await app.request('GET', path, who === null ? {} : { token: who.token });
    const text = await response.text();
    return {
      status: response.status,
      text,
      id: response.ok ? (JSON.parse(text) as { id: string }).id : null,
    };
  };
  const found = async (who: TestPersona, q: string, more = '') =>
    (
      (await call(who, 'GET', `/api/v2/search?type=accounts&q=${encodeURIComponent(q)}${more}`)) as {
        accounts: { id: string; acct: string }[];
      }
    ).accounts;
  const nobody = { kind: 'nobody' };
  const members = { kind: 'network' };

  it('leads those who met the persona under it and meet it now', async () => {
    const [ann, bob] = [await person(), await person()];
    const before = await call(bob, 'GET', `/api/v1/accounts/lookup?acct=${ann.handle}`);
    const changed = await change(ann, 'ann-new');
    assert.deepEqual(
      [changed.handle, changed.former.map(({ handle }) => handle), changed.changes_left],
      ['ann-new', [ann.handle], 1],
    );
    for (const acct of [ann.handle, `@${ann.handle.toUpperCase()}@acme`, 'ann-new']) {
      const after = await call(bob, 'GET', `/api/v1/accounts/lookup?acct=${acct}`);
      assert.deepEqual(after, {
        ...(before as object),
        username: 'ann-new',
        acct: 'ann-new',
        url: 'http://localhost:8080/n/acme/@ann-new',
      });
    }
    assert.equal((await lookUp(bob, `${ann.handle}@globex`)).status, 404);
    assert.deepEqual(
      (await found(bob, `@${ann.handle}`)).map(({ acct }) => acct),
      ['ann-new'],
    );
    assert.deepEqual(
      await found(bob, ann.handle.slice(0, -1), '&limit=40').then((all) =>
        all.some(({ id }) => id === ann.id),
      ),
      false,
      'only the whole of it leads',
    );
    assert.equal((await lookUp(ann, ann.handle)).id, ann.id);
  });

  it('is for everybody else as one that never was', async () => {
    const ann = await person({ presence: { see: nobody, find: nobody } });
    const [bob, cyd, eve] = [await person(), await person(), await person()];
    await show(ann, {
      any: [
        { kind: 'persona', persona: bob.id },
        { kind: 'persona', persona: eve.id },
      ],
    });
    const mention = `Ask @${ann.handle}, she knows`;
    const post = (await call(bob, 'POST', '/api/v1/statuses', { status: mention, visibility: 'public' })) as {
      id: string;
    };
    await change(ann, `ann-${++count}`);
    await show(ann, { who: members, except: [{ kind: 'persona', persona: eve.id }] });
    const never = await lookUp(cyd, 'never-was');
    assert.deepEqual(await lookUp(cyd, ann.handle), never, 'sees her now, and could not then');
    assert.deepEqual(await lookUp(eve, ann.handle), never, 'could then, and does not now');
    assert.deepEqual(await lookUp(null, ann.handle), never);
    assert.equal((await lookUp(bob, ann.handle)).id, ann.id);
    assert.deepEqual(await found(cyd, ann.handle), []);
    assert.deepEqual(await found(eve, ann.handle), []);
    assert.deepEqual(
      (await found(bob, ann.handle)).map(({ id }) => id),
      [ann.id],
    );
    const read = async (who: TestPersona) =>
      (await call(who, 'GET', `/api/v1/statuses/${post.id}`)) as {
        content: string;
        mentions: { id: string }[];
      };
    const [toBob, toCyd, toEve] = [await read(bob), await read(cyd), await read(eve)];
    assert.deepEqual(
      toBob.mentions.map(({ id }) => id),
      [ann.id],
    );
    assert.match(
      toBob.content,
      new RegExp(`/n/acme/@ann-\\d+" class="u-url mention">@<span>${ann.handle}</span>`),
    );
    for (const { content, mentions } of [toCyd, toEve]) {
      assert.deepEqual(mentions, []);
      assert.equal(content, `<p>${mention}</p>`);
    }
  });

  it('leads followers, who met the persona whomever it shows itself to', async () => {
    const [ann, bob, cyd] = [await person(), await person(), await person()];
    await follow(app, bob, ann);
    await show(ann, nobody);
    await change(ann, `ann-${++count}`);
    assert.equal((await lookUp(bob, ann.handle)).id, ann.id);
    assert.equal((await lookUp(cyd, ann.handle)).status, 404);
    await call(ann, 'POST', `/api/v1/accounts/${bob.id}/block`);
    assert.equal((await lookUp(bob, ann.handle)).status, 404);
  });

  it('leads whoever writes it, if it leads them', async () => {
    const [ann, bob] = [await person(), await person()];
    await change(ann, `ann-${++count}`);
    const cyd = await person();
    const both = `@${ann.handle} alias @ann-${count - 1}`;
    const write = async (who: TestPersona) =>
      (await call(who, 'POST', '/api/v1/statuses', { status: both, visibility: 'public' })) as {
        id: string;
        content: string;
        mentions: { id: string }[];
      };
    const [byBob, byCyd] = [await write(bob), await write(cyd)];
    assert.deepEqual(
      byBob.mentions.map(({ id }) => id),
      [ann.id],
    );
    assert.equal(byBob.content.match(/class="u-url mention"/g)?.length, 2);
    assert.deepEqual(
      byCyd.mentions.map(({ id }) => id),
      [ann.id],
    );
    assert.equal(
      byCyd.content.match(/class="u-url mention"/g)?.length,
      1,
      'joined later, knows the new one alone',
    );
    const unknowing = (await call(cyd, 'POST', '/api/v1/statuses', {
      status: `@${ann.handle}?`,
      visibility: 'public',
    })) as { mentions: object[] };
    assert.deepEqual(unknowing.mentions, []);
  });

  it('stays its owner’s: nobody else gets it, and the owner may take it back', async () => {
    const [ann, bob] = [await person(), await person()];
    const asked = { network: 'acme', handle: ann.handle, display_name: 'Ann?' };
    const join = async (handle: string) =>
      app.request('POST', '/api/privacy/v1/personas', {
        body: { ...asked, handle },
        headers: sessionHeaders(bob.cookie),
      });
    const current = await (await join(ann.handle)).text();
    await change(ann, 'ann-no-more');
    const former = await join(ann.handle);
    assert.equal(former.status, 409);
    assert.equal(await former.text(), current);
    await change(bob, ann.handle, 409);
    await change(bob, 'ann-no-more', 409);
    await call(
      network.admin,
      'POST',
      '/api/privacy/v1/organisations',
      { handle: ann.handle, display_name: 'x' },
      409,
    );
    await call(
      bob,
      'POST',
      '/api/privacy/v1/spaces',
      { handle: ann.handle, title: 'x', openness: 'open' },
      409,
    );
    // Another persona of the same account is somebody else.
    const other = await person({ cookie: ann.cookie });
    await change(other, ann.handle, 409);
    const back = await change(ann, ann.handle);
    assert.deepEqual([back.handle, back.former.map(({ handle }) => handle)], [ann.handle, ['ann-no-more']]);
    assert.equal((await lookUp(bob, 'ann-no-more')).id, ann.id);
  });

  it('is changed twice in 30 days at most', async () => {
    const ann = await person();
    const same = await change(ann, ann.handle);
    assert.equal(same.changes_left, 2);
    await change(ann, 'caesar');
    const second = await change(ann, 'augustus');
    assert.equal(second.changes_left, 0);
    assert.ok(second.next_change_at !== null);
    const refused = (await change(ann, 'tiberius', 429)) as unknown as { error_description: string };
    assert.match(refused.error_description, /2 times in 30 days.* on 2026-03-31/);
    assert.equal((await lookUp(ann, 'augustus')).id, ann.id);
    app.clock.advance(30 * DAY_MS);
    assert.equal((await change(ann, 'tiberius')).changes_left, 1);
    const kept = await sql<{ handle: string; held: boolean }>`select handle, valid_from < valid_until as held
      from community.former_handle where actor_id = ${ann.id} order by valid_from`.execute(
      app.deps.store.community,
    );
    assert.deepEqual(
      kept.rows.map(({ handle }) => handle),
      [ann.handle, 'caesar', 'augustus'],
    );
    assert.ok(kept.rows.every(({ held }) => held));
  });

  it('is refused where it can be none, and to whoever is no member', async () => {
    const ann = await person();
    for (const wrong of ['a', 'admin', '-x', 'with space', 'x'.repeat(31)]) await change(ann, wrong, 422);
    await call(null, 'PUT', '/api/privacy/v1/handle', { handle: 'somebody' }, 401);
    await call(network.admin, 'PUT', `/api/privacy/v1/networks/acme/suspensions/${ann.id}`, undefined, 204);
    await change(ann, 'suspended-one', 403);
  });

  it('goes to one of those who want it at once', async () => {
    const all = await Promise.all([person(), person(), person(), person()]);
    const answers = await Promise.all(
      all.map(({ token }) =>
        app.request('PUT', '/api/privacy/v1/handle', { token, body: { handle: 'sought-after' } }),
      ),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  });
});
