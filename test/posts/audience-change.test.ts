import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { openStream } from '../two-worlds/stream.ts';
import { makeVillage, type Village, type Villager } from './village.ts';

describe('changing whom a post is for', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  const home = '/api/v1/timelines/home';
  const change = (who: Villager, id: string, audience: unknown) =>
    village.ask(who, 'PUT', `/api/privacy/v1/posts/${id}/audience`, { audience });
  const drain = () =>
    drainOutbox(village.app.deps, (error) => {
      throw error;
    });

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    await village.follow(bert, anna);
    await village.follow(cleo, anna);
  });

  it('narrows at once, for the post, its answers and open streams', async () => {
    const circle = await village.circle(anna, 'close', [bert]);
    const post = await village.post(anna, 'canary-wide', { visibility: 'public' });
    const answer = await village.post(bert, 'canary-answer', { in_reply_to_id: post.id });
    const stream = openStream(
      await village.app.request('GET', '/api/v1/streaming/user', { token: cleo.token }),
    );
    const narrowed = await change(anna, post.id, { kind: 'circle', circle });
    assert.deepEqual(narrowed.body.audience, { kind: 'circle', circle });
    assert.equal(narrowed.body.audience_text, 'your circle close');
    assert.ok((await village.texts(bert, home)).includes('canary-wide'));
    assert.ok(!(await village.texts(cleo, home)).includes('canary-wide'));
    assert.ok(!(await village.texts(null, '/api/v1/timelines/public')).includes('canary-wide'));
    assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${answer.id}`)).status, 404);
    await stream.until(`event: delete\ndata: ${post.id}\n`);
    await stream.until(`event: delete\ndata: ${answer.id}\n`);
    await stream.close();
    const shown = await village.ask(anna, 'GET', `/api/privacy/v1/posts/${post.id}/audience`);
    assert.deepEqual(shown.body, narrowed.body);
    assert.equal((await change(bert, post.id, { kind: 'everyone' })).status, 404);
    assert.equal((await village.ask(bert, 'GET', `/api/privacy/v1/posts/${post.id}/audience`)).status, 404);
  });

  it('keeps out whom it kept out, when more are kept out', async () => {
    const circle = await village.circle(anna, 'rivals', [cleo]);
    const but = (...except: unknown[]) => ({ who: { kind: 'network' }, except });
    const rivals = { kind: 'circle', circle };
    const post = await village.post(anna, 'not for rivals', { audience: but(rivals) });
    const sees = async (who: Villager) =>
      (await village.ask(who, 'GET', `/api/v1/statuses/${post.id}`)).status === 200;
    assert.deepEqual([await sees(bert), await sees(cleo)], [true, false]);
    await village.leaveCircle(circle, cleo);
    assert.equal(await sees(cleo), false, 'the exclusion is frozen');
    await change(anna, post.id, but(rivals, { kind: 'persona', persona: bert.id }));
    assert.deepEqual([await sees(bert), await sees(cleo)], [false, false]);
    await change(anna, post.id, { kind: 'network' });
    assert.deepEqual([await sees(bert), await sees(cleo)], [true, true], 'nobody is excluded any more');
  });

  it('keeps out of a presence whom it kept out, when more are kept out', async () => {
    const [shy, rival] = [await village.person('shy'), await village.person('rival')];
    const circle = await village.circle(shy, 'shy rivals', [rival]);
    const rivals = { kind: 'circle', circle };
    const show = async (see: unknown) => {
      const shown = await village.ask(shy, 'PUT', '/api/privacy/v1/presence', { see });
      assert.equal(shown.status, 200, JSON.stringify(shown.body));
    };
    const meets = async (who: Villager) =>
      (await village.ask(who, 'GET', `/api/v1/accounts/${shy.id}`)).status === 200;
    await show({ who: { kind: 'network' }, except: [rivals] });
    assert.deepEqual([await meets(bert), await meets(rival)], [true, false]);
    await village.leaveCircle(circle, rival);
    assert.equal(await meets(rival), false, 'the exclusion is frozen');
    await show({ who: { kind: 'network' }, except: [rivals, { kind: 'persona', persona: bert.id }] });
    assert.deepEqual([await meets(bert), await meets(rival)], [false, false]);
    await show({ kind: 'network' });
    assert.deepEqual([await meets(bert), await meets(rival)], [true, true]);
  });

  it('keeps out whom a grant excluded before it began', async () => {
    const circle = await village.circle(anna, 'rivals to be', [cleo]);
    const post = await village.post(anna, 'next hour', { audience: { kind: 'nobody' } });
    const given = await village.ask(anna, 'POST', '/api/privacy/v1/grants', {
      object: { kind: 'post', id: post.id },
      actions: ['see'],
      audience: { who: { kind: 'network' }, except: [{ kind: 'circle', circle }] },
      from: new Date(village.app.clock.now().getTime() + 3_600_000).toISOString(),
    });
    assert.equal(given.status, 201, JSON.stringify(given.body));
    village.app.clock.advance(1);
    await village.leaveCircle(circle, cleo);
    village.app.clock.advance(3_600_001);
    for (const [who, status] of [
      [bert, 200],
      [cleo, 404],
    ] as const)
      assert.equal((await village.ask(who, 'GET', `/api/v1/statuses/${post.id}`)).status, status);
  });

  it('widens, and fills the feeds in behind', async () => {
    const circle = await village.circle(anna, 'closer', [bert]);
    const post = await village.post(anna, 'canary-narrow', { audience: { kind: 'circle', circle } });
    assert.ok(!(await village.texts(cleo, home)).includes('canary-narrow'));
    await change(anna, post.id, { kind: 'network' });
    await drain();
    assert.ok((await village.texts(cleo, home)).includes('canary-narrow'));
  });

  it('keeps a space’s post inside', async () => {
    const space = await village.space('club', 'closed', [anna, bert]);
    const post = await village.post(anna, 'canary-club', { space_id: space });
    assert.deepEqual(post.waxseal.audience, { kind: 'space', space });
    await change(anna, post.id, { kind: 'everyone' });
    assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${post.id}`)).status, 404);
    assert.equal((await village.ask(bert, 'GET', `/api/v1/statuses/${post.id}`)).status, 200);
    assert.deepEqual(await village.texts(bert, `/api/privacy/v1/spaces/${space}/posts`), ['canary-club']);
    assert.deepEqual(await village.texts(cleo, `/api/privacy/v1/spaces/${space}/posts`), []);
    const outside = await village.ask(cleo, 'POST', '/api/v1/statuses', { status: 'x', space_id: space });
    const nowhere = await village.ask(cleo, 'POST', '/api/v1/statuses', { status: 'x', space_id: anna.id });
    assert.deepEqual([outside.status, outside.body], [nowhere.status, nowhere.body]);
    assert.equal(outside.status, 422);
  });

  it('shows nothing in any read that starts after it was acknowledged', async () => {
    const circle = await village.circle(anna, 'race', [bert]);
    for (let round = 0; round < 10; round++) {
      const word = `canary-race-${round}`;
      const post = await village.post(anna, word, { visibility: 'public' });
      let acknowledged = false;
      const reads: Promise<void>[] = [];
      const read = async (path: string): Promise<void> => {
        const after = acknowledged;
        const { body } = await village.ask(cleo, 'GET', path);
        assert.ok(!after || !JSON.stringify(body).includes(word), `${path} after the acknowledgement`);
      };
      const paths = [home, '/api/v1/timelines/public', `/api/v1/statuses/${post.id}`];
      const readAll = () => reads.push(...paths.map(read));
      readAll();
      const narrowing = [
        () => change(anna, post.id, { kind: 'circle', circle }),
        () => village.ask(anna, 'DELETE', `/api/v1/statuses/${post.id}`),
      ]
        [round % 2]?.()
        .then(() => {
          acknowledged = true;
          readAll();
        });
      for (let i = 0; i < 5; i++) readAll();
      await narrowing;
      await Promise.all(reads);
    }
  });

  it('stands however many change a post and its grants at once', async () => {
    for (let round = 0; round < 8; round++) {
      const post = await village.post(anna, `pulled about ${round}`, { visibility: 'public' });
      const given = await village.ask(anna, 'POST', '/api/privacy/v1/grants', {
        object: { kind: 'post', id: post.id },
        actions: ['see'],
        purpose: 'reading',
        audience: { kind: 'followers' },
      });
      const answers = await Promise.all([
        change(anna, post.id, { kind: 'nobody' }),
        village.ask(anna, 'DELETE', `/api/privacy/v1/grants/${given.body.id}`),
        change(anna, post.id, { kind: 'persona', persona: bert.id }),
        ...(round % 2 === 0 ? [village.ask(anna, 'DELETE', `/api/v1/statuses/${post.id}`)] : []),
      ]);
      const unexpected = answers.filter(({ status }) => ![200, 204, 404].includes(status));
      assert.deepEqual(unexpected, []);
      // Whichever change came last ended the grant to all, and nobody gave Cleo another.
      assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${post.id}`)).status, 404);
    }
  });
});
