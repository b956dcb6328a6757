import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type TestApp, testApp } from '../support/app.ts';
import {
  answerOf,
  connect,
  follow,
  makeNetwork,
  makePersona,
  type TestNetwork,
  type TestPersona,
} from '../support/people.ts';

const DAY_MS = 86_400_000;
const PATH = '/api/privacy/v1/lockdown';
const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('a lockdown', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const ask = (who: TestPersona | null, method: string, path: string, body?: unknown) => {
    app.clock.advance(1000);
    return app.request(method, path, {
      ...(who === null ? {} : { token: who.token }),
      ...(body === undefined ? {} : { body }),
    });
  };
  const call = async <T>(
    who: TestPersona | null,
    method: string,
    path: string,
    body?: unknown,
    status = 200,
  ) => (await answerOf(await ask(who, method, path, body), status)) as T;
  const write = async (who: TestPersona, status: string, more = {}) =>
    (await call<{ id: string }>(who, 'POST', '/api/v1/statuses', { status, visibility: 'public', ...more }))
      .id;
  const lockDown = (who: TestPersona, body: object = {}) => call(who, 'PUT', PATH, body);
  const sees = async (who: TestPersona | null, whom: TestPersona) =>
    (await ask(who, 'GET', `/api/v1/accounts/${whom.id}`)).status === 200;
  const ids = async (who: TestPersona, path: string) =>
    (await call<{ id: string }[]>(who, 'GET', path)).map(({ id }) => id);
  const drain = () =>
    drainOutbox(app.deps, (error) => {
      throw error;
    });
  const wire = async (response: Response) => [response.status, await response.text()];

  it('holds from now until it ends by itself, or is ended', async () => {
    const [ann, sam] = [await person(), await person()];
    assert.deepEqual(await call(ann, 'GET', PATH), { lockdown: null });
    assert.equal(await sees(sam, ann), true);
    const { lockdown } = await call<{ lockdown: Record<string, unknown> }>(ann, 'PUT', PATH, {});
    const { began_at: begin, ends_at: end, ...pattern } = lockdown;
    assert.deepEqual(pattern, { newer_than_days: 30, strangers: true });
    assert.equal(Date.parse(end as string) - Date.parse(begin as string), 7 * DAY_MS);
    assert.deepEqual(await call(ann, 'GET', PATH), { lockdown });
    assert.equal(await sees(sam, ann), false);
    assert.deepEqual(await call(ann, 'DELETE', PATH), { lockdown: null });
    assert.equal(await sees(sam, ann), true);
    await lockDown(ann, { days: 1 });
    app.clock.advance(DAY_MS - 5000);
    assert.equal(await sees(sam, ann), false);
    app.clock.advance(5000);
    assert.equal(await sees(sam, ann), true);
    assert.deepEqual(await call(ann, 'GET', PATH), { lockdown: null });
    const rows = await app.deps.store.community
      .selectFrom('community.lockdown')
      .selectAll()
      .where('owner_id', '=', ann.id as never)
      .execute();
    assert.equal(rows.length, 2, 'what ended stays as a fact');
  });

  it('asks for a pattern and a time that there is', async () => {
    const ann = await person();
    for (const body of [
      { days: 2 },
      { newer_than_days: 0 },
      { newer_than_days: 400 },
      { strangers: 'all' },
      { newer_than_days: null, strangers: false },
    ]) {
      await call(ann, 'PUT', PATH, body, 422);
    }
    await call(null, 'PUT', PATH, {}, 401);
    assert.deepEqual(await call(ann, 'GET', PATH), { lockdown: null });
  });

  it('keeps out like a block: whatever is asked, the owner and what is theirs are absent', async () => {
    const [ann, sam, bob, tom] = [await person(), await person(), await person(), await person()];
    await follow(app, sam, ann);
    const post = await write(ann, 'Anemones are animals');
    await drain();
    const wall = await write(tom, 'A wall of Tom’s');
    const answer = await write(ann, 'Ann answers', { in_reply_to_id: wall });
    assert.ok((await ids(sam, '/api/v1/timelines/home')).includes(post));
    assert.deepEqual(await ids(sam, `/api/v1/accounts/${sam.id}/following`), [ann.id]);
    await lockDown(ann);
    await call(ann, 'POST', `/api/v1/accounts/${bob.id}/block`, {});
    for (const who of [sam, null]) {
      assert.equal((await ask(who, 'GET', `/api/v1/statuses/${post}`)).status, 404);
      assert.equal(await sees(who, ann), false);
    }
    assert.deepEqual(await ids(sam, '/api/v1/timelines/home'), []);
    assert.deepEqual(await ids(sam, `/api/v1/accounts/${sam.id}/following`), []);
    const self = await call<{ following_count: number }>(sam, 'GET', `/api/v1/accounts/${sam.id}`);
    assert.equal(self.following_count, 0);
    const thread = await call<{ descendants: unknown[] }>(sam, 'GET', `/api/v1/statuses/${wall}/context`);
    assert.deepEqual(thread.descendants, []);
    const search = `/api/v2/search?q=${encodeURIComponent('anemones')}`;
    assert.deepEqual((await call<{ statuses: unknown[] }>(sam, 'GET', search)).statuses, []);
    for (const [method, path, body] of [
      ['GET', '/api/v1/accounts/ID'],
      ['GET', '/api/v1/accounts/ID/statuses'],
      ['GET', '/api/v1/accounts/lookup?acct=HANDLE'],
      ['GET', '/api/v1/accounts/relationships?id[]=ID'],
      ['POST', '/api/v1/accounts/ID/follow', {}],
      ['POST', '/api/privacy/v1/connections/requests', { to: 'ID' }],
      ['POST', '/api/privacy/v1/conversations', { with: ['ID'], text: 'Hello' }],
      ['GET', '/api/v1/statuses/POST'],
      ['POST', '/api/v1/statuses', { status: 'Me too', in_reply_to_id: 'POST' }],
      ['POST', '/api/v1/statuses/POST/favourite', {}],
      ['POST', '/api/v1/statuses/POST/reblog', {}],
      ['POST', '/api/v1/accounts/ID/block', {}],
      ['POST', '/api/v1/accounts/ID/mute', {}],
    ] as const) {
      const filled = (text: string, id: string, handle: string, status: string) =>
        text.replace('ID', id).replace('HANDLE', handle).replace('POST', status);
      const at = async (who: TestPersona, id: string, handle: string, status: string) => {
        const given =
          body === undefined ? undefined : JSON.parse(filled(JSON.stringify(body), id, handle, status));
        return wire(await ask(who, method, filled(path, id, handle, status), given));
      };
      const kept = await at(sam, ann.id, ann.handle, answer);
      assert.deepEqual(kept, await at(bob, ann.id, ann.handle, answer), `${method} ${path} as if blocked`);
      if (!path.includes('/block')) {
        assert.deepEqual(kept, await at(sam, NOBODY, 'nobody', NOBODY), `${method} ${path} as if absent`);
      }
    }
    assert.equal(await sees(ann, sam), true, 'the owner sees those whom they keep out');
    await call(tom, 'PATCH', '/api/v1/accounts/update_credentials', { locked: false });
    await call(tom, 'PUT', '/api/privacy/v1/presence', { ties: { kind: 'network' } });
    await follow(app, ann, tom);
    const followers = `/api/v1/accounts/${tom.id}/followers`;
    assert.deepEqual([await ids(ann, followers), await ids(sam, followers)], [[ann.id], []]);
    await call(ann, 'DELETE', PATH);
    assert.deepEqual(await ids(sam, `/api/v1/accounts/${sam.id}/following`), [ann.id], 'ties stay');
    assert.equal((await ask(sam, 'GET', `/api/v1/statuses/${post}`)).status, 200);
  });

  it('is not for those with whom the owner has to do', async () => {
    const [ann, friend, followed, asked, asking] = await Promise.all([
      person(),
      person(),
      person(),
      person(),
      person(),
    ]);
    const talk = (who: TestPersona, whom: TestPersona) =>
      call<{ id: string }>(
        who,
        'POST',
        '/api/privacy/v1/conversations',
        { with: [whom.id], text: 'A word' },
        201,
      );
    await connect(app, friend, ann);
    await follow(app, ann, followed);
    await talk(ann, asked);
    const { id: request } = await talk(asking, ann);
    await lockDown(ann);
    for (const who of [friend, followed, asked]) assert.equal(await sees(who, ann), true);
    assert.equal(await sees(asking, ann), false, 'to have asked is not enough');
    await call(ann, 'POST', `/api/privacy/v1/conversations/${request}/answer`, { answer: 'accept' });
    assert.equal(await sees(asking, ann), true, 'but to be answered is');
    await call(ann, 'POST', `/api/v1/accounts/${followed.id}/unfollow`, {});
    assert.equal(await sees(followed, ann), false);
  });

  it('tells new personas from old ones, and strangers from friends of friends', async () => {
    const [ann, mia, ben] = [await person(), await person(), await person()];
    await connect(app, ann, mia);
    app.clock.advance(10 * DAY_MS);
    const newcomer = await person();
    await lockDown(ann, { newer_than_days: 10, strangers: false });
    assert.deepEqual([await sees(ben, ann), await sees(newcomer, ann)], [true, false]);
    await lockDown(ann, { newer_than_days: null, strangers: true });
    assert.deepEqual([await sees(ben, ann), await sees(newcomer, ann)], [false, false]);
    await connect(app, newcomer, mia);
    assert.equal(await sees(newcomer, ann), true);
  });

  it('keeps quiet what those who are kept out did', async () => {
    const [ann, sam] = [await person(), await person()];
    await call(ann, 'PATCH', '/api/v1/accounts/update_credentials', { locked: false });
    await call(sam, 'POST', `/api/v1/accounts/${ann.id}/follow`, {});
    await write(sam, `Hello @${ann.handle}`);
    await lockDown(ann);
    await drain();
    assert.deepEqual(await call(ann, 'GET', '/api/v1/notifications'), []);
  });

  it('is taken into account in what the owner is told of their audience', async () => {
    const [ann, ben] = [await person(), await person()];
    app.clock.advance(40 * DAY_MS);
    const [sam, friend] = [await person(), await person()];
    await connect(app, friend, ann);
    const post = await write(ann, 'To all');
    await lockDown(ann, { strangers: false });
    const about = `kind=post&id=${post}`;
    const who = await call<{ people: { account: { id: string } }[]; visitors: boolean }>(
      ann,
      'GET',
      `/api/privacy/v1/who-can-see?${about}&limit=200`,
    );
    const shown = new Set(who.people.map(({ account }) => account.id));
    assert.deepEqual([shown.has(ben.id), shown.has(friend.id), shown.has(sam.id)], [true, true, false]);
    assert.equal(who.visitors, false);
    const explain = (whom: TestPersona) =>
      call<{ verdict: string; because?: string; text: string }>(
        ann,
        'GET',
        `/api/privacy/v1/explain?${about}&persona=${whom.id}`,
      );
    const kept = await explain(sam);
    assert.deepEqual([kept.verdict, kept.because], ['denied', 'lockdown']);
    assert.match(kept.text, /your lockdown keeps out people like them/);
    assert.equal((await explain(ben)).verdict, 'allowed');
    const seen = await call<{ posts: unknown[] }>(ann, 'GET', `/api/privacy/v1/view-as?as=${sam.id}`);
    assert.deepEqual(seen.posts, []);
    await lockDown(ann, { newer_than_days: null });
    assert.equal((await explain(sam)).verdict, 'depends', 'whom others are connected with isn’t told');
    const reached = await call<{ says: string }>(ann, 'POST', '/api/privacy/v1/reach', {
      audience: { kind: 'network' },
    });
    assert.match(reached.says, /Your lockdown keeps out those of them/);
  });
});
