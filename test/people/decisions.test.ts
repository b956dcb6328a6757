import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
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
import { openStream } from '../two-worlds/stream.ts';

interface Decision {
  id: string;
  kind: string;
  undone_at: string | null;
  given: { count: number; first: { audience: unknown; object: { text: string } }[] };
  ended: { count: number; first: { audience: unknown }[] };
}

interface Preview {
  posts: number;
  unchanged: number;
  last: string | null;
  changes: { posts: number; from: string; to: string }[];
  gain: { count: number; people: { id: string }[]; visitors: boolean; not_counted: { text: string }[] };
  lose: { count: number; people: { id: string }[]; visitors: boolean; not_counted: { text: string }[] };
}

interface Change {
  id: string;
  state: string;
  done: number;
  total: number;
}

const PRIVACY = '/api/privacy/v1';
const NETWORK = { kind: 'network' };
const FOLLOWERS = { kind: 'followers' };

describe('decisions', () => {
  let app: TestApp;
  let network: TestNetwork;
  let count = 0;

  before(async () => {
    app = await testApp();
    network = await makeNetwork(app);
  });

  const person = () => makePersona(app, network, `person${++count}`);
  const drain = () =>
    drainOutbox(app.deps, (error) => {
      throw error;
    });
  const call = async <T>(who: TestPersona, method: string, path: string, body?: unknown, status = 200) => {
    app.clock.advance(1000);
    const answer = await app.request(method, path, { token: who.token, ...(body ? { body } : {}) });
    return answerOf(answer, status) as Promise<T>;
  };
  const decisions = (who: TestPersona) => call<Decision[]>(who, 'GET', `${PRIVACY}/decisions`);
  const undo = (who: TestPersona, id: string, status = 200) =>
    call<Decision>(who, 'POST', `${PRIVACY}/decisions/${id}/undo`, undefined, status);
  const newest = async (who: TestPersona): Promise<Decision> => (await decisions(who))[0] as Decision;
  const publish = async (who: TestPersona, text: string, audience: unknown, more = {}): Promise<string> => {
    const body = { status: text, audience, ...more };
    return (await call<{ id: string }>(who, 'POST', '/api/v1/statuses', body)).id;
  };
  const sees = async (who: TestPersona, post: string): Promise<boolean> => {
    const answer = await app.request('GET', `/api/v1/statuses/${post}`, { token: who.token });
    return answer.status === 200;
  };

  describe('undoing', () => {
    it('takes back what was given and gives again what was ended', async () => {
      const [owner, reader] = [await person(), await person()];
      await call(owner, 'PUT', `${PRIVACY}/presence`, { ties: { kind: 'nobody' } });
      const see = async () => (await call<{ ties: unknown }>(owner, 'GET', `${PRIVACY}/presence`)).ties;
      const narrow = await see();
      await call(owner, 'PUT', `${PRIVACY}/presence`, { ties: NETWORK });
      assert.deepEqual(await see(), NETWORK);
      const widened = await newest(owner);
      assert.equal(widened.kind, 'presence');
      assert.equal(widened.given.count, 1);
      await call(owner, 'PUT', `${PRIVACY}/presence`, { ties: NETWORK });
      assert.equal((await newest(owner)).id, widened.id, 'to say the same again is no decision');
      const undone = await undo(owner, widened.id);
      assert.equal(undone.kind, 'undone');
      assert.deepEqual(await see(), narrow);
      assert.notEqual((await decisions(owner)).find(({ id }) => id === widened.id)?.undone_at, null);
      // Undoing is a decision too.
      await undo(owner, undone.id);
      assert.deepEqual(await see(), NETWORK);
      await undo(owner, widened.id, 409);
      await undo(reader, undone.id, 404);
    });

    it('brings a post back to those who had it, and keeps out who was kept out', async () => {
      const [owner, reader, left] = [await person(), await person(), await person()];
      await follow(app, reader, owner);
      await follow(app, left, owner);
      const circle = await call<{ id: string }>(owner, 'POST', `${PRIVACY}/circles`, { title: 'Out' }, 201);
      const member = `${PRIVACY}/circles/${circle.id}/members`;
      await call(owner, 'POST', member, { personas: [left.id] });
      const audience = { who: FOLLOWERS, except: [{ kind: 'circle', circle: circle.id }] };
      const post = await publish(owner, 'For most', audience);
      assert.deepEqual([await sees(reader, post), await sees(left, post)], [true, false]);
      await call(owner, 'PUT', `${PRIVACY}/posts/${post}/audience`, { audience: { kind: 'nobody' } });
      assert.equal(await sees(reader, post), false);
      await call(owner, 'DELETE', `${member}/${left.id}`);
      await undo(owner, (await newest(owner)).id);
      // What excluded once is frozen, also across an undo.
      assert.deepEqual([await sees(reader, post), await sees(left, post)], [true, false]);
    });

    it('gives nothing again for longer than it would have gone on', async () => {
      const [owner, reader] = [await person(), await person()];
      const post = await publish(owner, 'For me', { kind: 'nobody' });
      const until = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
      const object = { kind: 'post', id: post };
      const grant = await call<{ id: string }>(
        owner,
        'POST',
        `${PRIVACY}/grants`,
        { object, actions: ['see'], audience: NETWORK, until },
        201,
      );
      await call(owner, 'DELETE', `${PRIVACY}/grants/${grant.id}`);
      assert.equal(await sees(reader, post), false);
      await undo(owner, (await newest(owner)).id);
      assert.equal(await sees(reader, post), true);
      app.clock.advance(3_600_000);
      assert.equal(await sees(reader, post), false);
      await undo(owner, (await newest(owner)).id, 409);
    });

    it('takes the narrower of grants that contradict each other, and says so', async () => {
      const [owner, inside, outside] = [await person(), await person(), await person()];
      const { id: circle } = await call<{ id: string }>(
        owner,
        'POST',
        `${PRIVACY}/circles`,
        { title: 'Some' },
        201,
      );
      await call(owner, 'POST', `${PRIVACY}/circles/${circle}/members`, { personas: [inside.id] });
      const post = await publish(owner, 'Contradicted', NETWORK);
      const give = (audience: unknown, status = 201) =>
        call<{ id: string; contradictions: string[] }>(
          owner,
          'POST',
          `${PRIVACY}/grants`,
          { object: { kind: 'post', id: post }, actions: ['see'], audience },
          status,
        );
      const some = { kind: 'circle', circle };
      assert.deepEqual([await sees(inside, post), await sees(outside, post)], [true, true]);
      const narrow = await give({ who: { kind: 'signed-in' }, except: [some] });
      assert.deepEqual([await sees(inside, post), await sees(outside, post)], [false, true]);
      await give(some, 409);
      const both = await give({ any: [some, FOLLOWERS] });
      assert.deepEqual(both.contradictions, ['your circle Some']);
      assert.equal(await sees(inside, post), false);
      // Nobody is let in by one of them ending (P2).
      await call(owner, 'DELETE', `${PRIVACY}/grants/${narrow.id}`);
      assert.deepEqual([await sees(inside, post), await sees(outside, post)], [false, true]);
    });

    it('refuses what was decided about again, and what is long ago', async () => {
      const owner = await person();
      await call(owner, 'PUT', `${PRIVACY}/presence`, { contact: NETWORK });
      const first = await newest(owner);
      await call(owner, 'PUT', `${PRIVACY}/presence`, { ties: NETWORK });
      await undo(owner, first.id);
      await call(owner, 'PUT', `${PRIVACY}/presence`, { contact: FOLLOWERS });
      const second = await newest(owner);
      await call(owner, 'PUT', `${PRIVACY}/presence`, { contact: NETWORK });
      await undo(owner, second.id, 409);
      const third = await newest(owner);
      app.clock.advance(31 * 24 * 3_600_000);
      await undo(owner, third.id, 409);
    });

    it('puts back what stands beside grants', async () => {
      const owner = await person();
      const rules = `${PRIVACY}/connection-rules`;
      await call(owner, 'PUT', rules, { question: 'Where did we meet?', daily_cap: 3 });
      await call(owner, 'PUT', rules, { question: 'Who are you?', daily_cap: null });
      await undo(owner, (await newest(owner)).id);
      const now = await call<{ question: string; daily_cap: number }>(owner, 'GET', rules);
      assert.deepEqual([now.question, now.daily_cap], ['Where did we meet?', 3]);
      const sales = `${PRIVACY}/contact-rules/sales`;
      await call(owner, 'PUT', sales, { anybody: 'yes', preferred: { place: 'By letter', told: true } });
      await call(owner, 'PUT', sales, { anybody: 'no' });
      await undo(owner, (await newest(owner)).id);
      const contact = await call<{ function: string; anybody: string; preferred: unknown }[]>(
        owner,
        'GET',
        `${PRIVACY}/contact-rules`,
      );
      const rule = contact.find((one) => one.function === 'sales');
      assert.deepEqual([rule?.anybody, rule?.preferred], ['yes', { place: 'By letter', told: true }]);
    });

    it('goes away with whoever leaves', async () => {
      const owner = await person();
      await call(owner, 'PUT', `${PRIVACY}/presence`, { ties: NETWORK });
      await answerOf(
        await app.request('DELETE', `/api/privacy/v1/personas/${owner.id}`, {
          headers: sessionHeaders(owner.cookie),
        }),
        204,
      );
      const rows = await app.deps.store.community
        .selectFrom('community.decision')
        .select('id')
        .where('owner_id', '=', owner.id as never)
        .execute();
      assert.deepEqual(rows, []);
    });
  });

  describe('changing many posts', () => {
    const change = async (who: TestPersona, body: unknown): Promise<Change> => {
      const asked = await call<Change>(who, 'POST', `${PRIVACY}/bulk-changes`, body, 202);
      await drain();
      return call<Change>(who, 'GET', `${PRIVACY}/bulk-changes/${asked.id}`);
    };
    const preview = (who: TestPersona, body: unknown) =>
      call<Preview>(who, 'POST', `${PRIVACY}/bulk-changes/preview`, body);

    it('tells beforehand who gains and who loses, and changes that', async () => {
      const [owner, follower, stranger] = [await person(), await person(), await person()];
      await follow(app, follower, owner);
      const posts = [
        await publish(owner, 'One #cake', NETWORK),
        await publish(owner, 'Two', NETWORK),
        await publish(owner, 'Three', FOLLOWERS),
      ];
      const body = { audience: FOLLOWERS };
      const seen = await preview(owner, body);
      assert.deepEqual([seen.posts, seen.unchanged, seen.changes.length], [2, 1, 1]);
      assert.equal(seen.last, posts[2]);
      const lost = seen.lose.people.map(({ id }) => id);
      assert.ok(lost.includes(stranger.id), 'the stranger loses');
      assert.ok(!lost.includes(follower.id), 'the follower keeps it');
      assert.equal(seen.gain.count, 0);
      assert.ok(await sees(stranger, posts[0] as string), 'a preview changes nothing');
      const done = await change(owner, { ...body, which: { last: seen.last }, expected: seen.posts });
      assert.deepEqual([done.state, done.done, done.total], ['done', 2, 2]);
      for (const post of posts) {
        assert.deepEqual([await sees(follower, post), await sees(stranger, post)], [true, false]);
      }
      const decision = await newest(owner);
      assert.deepEqual([decision.kind, decision.given.count, decision.ended.count], ['posts', 2, 2]);
      await undo(owner, decision.id);
      await drain();
      assert.deepEqual(await Promise.all(posts.map((post) => sees(stranger, post))), [true, true, false]);
    });

    it('changes only what fits, and never what came after the preview', async () => {
      const [owner, reader] = [await person(), await person()];
      const tagged = await publish(owner, 'About #Cake', NETWORK);
      const other = await publish(owner, 'About tea', NETWORK);
      const seen = await preview(owner, { which: { tag: '#cake' }, audience: { kind: 'nobody' } });
      assert.deepEqual([seen.posts, seen.unchanged], [1, 0]);
      const later = await publish(owner, 'More #cake', NETWORK);
      await call(
        owner,
        'POST',
        `${PRIVACY}/bulk-changes`,
        { which: { tag: 'cake' }, audience: { kind: 'nobody' }, expected: 1 },
        412,
      );
      await change(owner, {
        which: { tag: 'cake', last: seen.last },
        audience: { kind: 'nobody' },
        expected: 1,
      });
      assert.deepEqual(
        [await sees(reader, tagged), await sees(reader, other), await sees(reader, later)],
        [false, true, true],
      );
      const exactly = await preview(owner, { which: { is_for: NETWORK }, audience: FOLLOWERS });
      assert.equal(exactly.posts, 2);
    });

    it('keeps a post in its space, and puts what is widened into feeds', async () => {
      const [owner, member, follower] = [await person(), await person(), await person()];
      await follow(app, follower, owner);
      const space = await call<{ id: string }>(
        owner,
        'POST',
        `${PRIVACY}/spaces`,
        { handle: `space${++count}`, title: 'Closed', openness: 'closed' },
        201,
      );
      const inside = await publish(owner, 'Inside', undefined, { space_id: space.id });
      const outside = await publish(owner, 'Outside', { kind: 'nobody' });
      const done = await change(owner, { audience: NETWORK });
      assert.equal(done.state, 'done');
      assert.deepEqual(
        [await sees(member, inside), await sees(member, outside), await sees(follower, outside)],
        [false, true, true],
      );
      const home = await call<{ id: string }[]>(follower, 'GET', '/api/v1/timelines/home');
      assert.ok(
        home.some(({ id }) => id === outside),
        'it is filled in behind',
      );
    });

    it('is given up after a while where it fails, wholly, and makes way for another', async () => {
      const [owner, reader] = [await person(), await person()];
      const posts = [await publish(owner, 'One', NETWORK), await publish(owner, 'Two #some', NETWORK)];
      const body = { audience: FOLLOWERS };
      const asked = await call<Change>(owner, 'POST', `${PRIVACY}/bulk-changes`, body, 202);
      const read = () =>
        call<Change & { says: string | null }>(owner, 'GET', `${PRIVACY}/bulk-changes/${asked.id}`);
      // It comes as far as the last statement, each time.
      const ids = {
        next(what: string): string {
          if (what.startsWith('decision')) throw new Error('no more ids');
          return app.deps.ids.next(what);
        },
      };
      let failures = 0;
      const tryOnce = () => drainOutbox({ ...app.deps, ids }, () => failures++);
      await tryOnce();
      assert.deepEqual([failures, (await read()).state], [1, 'waiting']);
      await call(owner, 'POST', `${PRIVACY}/bulk-changes`, body, 409);
      for (let n = 0; n < 20; n++) {
        app.clock.advance(60_000);
        await tryOnce();
      }
      const { state, done, says } = await read();
      assert.deepEqual([failures, state, done], [7, 'failed', 0]);
      assert.match(says ?? '', /none of it was.*Try it again/);
      assert.deepEqual(await Promise.all(posts.map((post) => sees(reader, post))), [true, true]);
      assert.ok(!(await decisions(owner)).some(({ kind }) => kind === 'posts'));
      const again = await change(owner, { which: { tag: 'some' }, audience: FOLLOWERS });
      assert.equal(again.state, 'done');
      assert.deepEqual(await Promise.all(posts.map((post) => sees(reader, post))), [true, false]);
      const all = await call<Change[]>(owner, 'GET', `${PRIVACY}/bulk-changes`);
      assert.deepEqual(
        all.map(({ state }) => state),
        ['done', 'failed'],
      );
      assert.deepEqual(await call<Change[]>(reader, 'GET', `${PRIVACY}/bulk-changes`), []);
    });

    it('takes away at once what open streams have shown, and by undoing as well', async () => {
      const [owner, reader] = [await person(), await person()];
      const posts = [await publish(owner, 'Now for all', NETWORK), await publish(owner, 'And this', NETWORK)];
      const kept = await publish(owner, 'For followers already', FOLLOWERS);
      const open = () => app.request('GET', '/api/v1/streaming/public', { token: reader.token });
      const stream = openStream(await open());
      await change(owner, { audience: FOLLOWERS });
      for (const post of posts) await stream.until(`event: delete\ndata: ${post}\n`);
      assert.ok(!stream.text().includes(kept), 'nothing is said of what was never shown');
      await stream.close();
      const narrowed = await newest(owner);
      const again = await undo(owner, narrowed.id);
      const second = openStream(await open());
      await undo(owner, again.id);
      for (const post of posts) await second.until(`event: delete\ndata: ${post}\n`);
      await second.close();
    });

    it('is one change for whoever reads', async () => {
      const [owner, reader] = [await person(), await person()];
      const all: string[] = [];
      for (let n = 0; n < 30; n++) all.push(await publish(owner, `Number ${n}`, NETWORK));
      await call(owner, 'POST', `${PRIVACY}/bulk-changes`, { audience: FOLLOWERS }, 202);
      let going = true;
      const counts = new Set<number>();
      const reading = (async () => {
        while (going) {
          const list = await app.request('GET', `/api/v1/accounts/${owner.id}/statuses?limit=40`, {
            token: reader.token,
          });
          counts.add(((await list.json()) as unknown[]).length);
        }
      })();
      await drain();
      going = false;
      await reading;
      assert.deepEqual(
        [...counts].filter((n) => n !== 30 && n !== 0),
        [],
      );
      assert.equal(await sees(reader, all[0] as string), false);
    });
  });
});
