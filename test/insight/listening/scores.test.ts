import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { endUnrenewed } from '../../../src/community/check-up/end-unrenewed.ts';
import { tellDue } from '../../../src/community/check-up/tell-due.ts';
import { scoreDue } from '../../../src/insight/listening/score-due.ts';
import { DAY_MS, type NetworkId, type ObjectId } from '../../../src/privacy/words.ts';
import { instantOf } from '../../../src/store/deps.ts';
import { packPosts } from '../../../src/store/packed-facts.ts';
import { sweepScores } from '../../../src/store/post-scores.ts';
import { sessionHeaders } from '../../support/people.ts';
import { type Listeners, listeners } from './listeners.ts';

const API = '/api/privacy/v1';

describe('scores of posts', () => {
  let l: Listeners;
  before(async () => {
    l = await listeners();
  });

  const numbers = async (...[who]: Parameters<Listeners['scores']>) =>
    (await l.scores(who)).map(({ score }) => score);

  it('are made by a grant that lets it alone, of what was said before and since', async () => {
    const [silent, otherwise, who] = [await l.person(), await l.person(), await l.person()];
    for (const one of [silent, otherwise, who]) await l.say(one, 'I love this, it is wonderful!');
    await l.call(otherwise, 'PUT', `${API}/processing-rules/mining`, {
      rules: [{ audience: l.toOrga, over: ['posts'] }],
    });
    await l.settle();
    assert.deepEqual(await numbers(who), []);
    await l.let(who);
    await l.say(who, 'This is terrible. I hate it.');
    await l.say(who, 'Das ist ein schöner Tag, und wir gehen heute alle zusammen in den Garten.');
    await l.settle();
    const [good, bad, other] = await numbers(who);
    assert.ok(typeof good === 'number' && good > 20 && good <= 100 && Number.isInteger(good));
    assert.ok(typeof bad === 'number' && bad < -20 && bad >= -100);
    assert.equal(other, null, 'another language has none');
    assert.deepEqual([await l.scores(silent), await l.scores(otherwise)], [[], []]);
    const { rows } = await sql`select 1 from community.score_due`.execute(l.app.deps.store.community);
    assert.deepEqual(rows, [], 'nothing is left to do');
  });

  it('are of no boost, no organisation and no deleted post', async () => {
    const who = await l.speaker('A wonderful day');
    const gone = await l.say(who, 'A horrible day');
    await l.call(who, 'DELETE', `/api/v1/statuses/${gone}`);
    const other = await l.person();
    const post = await l.say(other, 'Great!');
    await l.call(who, 'POST', `/api/v1/statuses/${post}/reblog`);
    await l.settle();
    assert.equal((await l.scores(who)).length, 1);
  });

  it('go with the grant, in its transaction, however it ends', async () => {
    const ways: Record<string, (who: Awaited<ReturnType<Listeners['speaker']>>) => Promise<unknown>> = {
      'the rule is taken back': (who) => l.refuse(who),
      'the rule is narrowed to somebody else': async (who) =>
        l.let(who, { kind: 'persona', persona: await l.organisation() }),
      'the grant is ended by itself': async (who) => {
        const grants = await l.call<{ id: string; object: { kind: string } }[]>(
          who,
          'GET',
          `${API}/grants?kind=posts`,
        );
        for (const { id } of grants) await l.call(who, 'DELETE', `${API}/grants/${id}`);
      },
      'the decision is undone': async (who) => {
        const decisions = await l.call<{ id: string; kind: string }[]>(who, 'GET', `${API}/decisions`);
        const made = decisions.find(({ kind }) => kind === 'processing');
        await l.call(who, 'POST', `${API}/decisions/${made?.id}/undo`);
      },
      'who said it leaves': async (who) => {
        const left = await l.app.request('DELETE', `${API}/personas/${who.id}`, {
          headers: sessionHeaders(who.cookie),
        });
        assert.ok(left.status < 300, await left.text());
      },
    };
    for (const [how, end] of Object.entries(ways)) {
      const who = await l.speaker('What a lovely day', 'And a wonderful evening');
      await l.settle();
      assert.equal((await l.scores(who)).length, 2, how);
      await end(who);
      assert.deepEqual(await l.scores(who), [], how);
      await l.settle();
      if (how !== 'the rule is narrowed to somebody else') assert.deepEqual(await l.scores(who), [], how);
    }
  });

  it('go when nobody carries the grant forward, and when it ends by itself', async () => {
    const [due, until] = [await l.speaker('Wonderful'), await l.person()];
    const end = new Date(instantOf(l.app.deps) + 2 * DAY_MS).toISOString();
    await l.let(until, l.toOrga, { until: end });
    await l.say(until, 'Wonderful');
    await l.settle();
    assert.equal((await l.scores(until)).length, 1);
    l.app.clock.advance(3 * DAY_MS);
    await sweepScores(l.app.deps.store.community, instantOf(l.app.deps));
    assert.deepEqual(await l.scores(until), []);
    assert.equal((await l.scores(due)).length, 1);
    await sql`update community."grant" set review_by = valid_from + interval '10 days'
      where object_id = ${due.id} and object_kind = 'posts'`.execute(l.app.deps.store.community);
    await tellDue(l.app.deps, instantOf(l.app.deps));
    l.app.clock.advance(30 * DAY_MS);
    await endUnrenewed(l.app.deps, instantOf(l.app.deps));
    assert.deepEqual(await l.scores(due), []);
  });

  it('go with the post, and are made anew where it is edited', async () => {
    const who = await l.speaker('I love it, wonderful');
    const [post] = await l.scores(who);
    await l.settle();
    const [{ post: id, score } = { post: '', score: 0 }] = await l.scores(who);
    assert.ok(post === undefined && (score ?? 0) > 0);
    await l.call(who, 'PUT', `/api/v1/statuses/${id}`, { status: 'I hate it, horrible' });
    assert.deepEqual(await l.scores(who), []);
    await l.settle();
    const [anew] = await numbers(who);
    assert.ok((anew ?? 0) < 0);
    await l.call(who, 'DELETE', `/api/v1/statuses/${id}`);
    assert.deepEqual(await l.scores(who), []);
    await l.settle();
    assert.deepEqual(await l.scores(who), []);
  });

  it('begin with a grant that begins later, and are made anew where one is given again', async () => {
    const who = await l.person();
    await l.say(who, 'Wonderful');
    const from = new Date(instantOf(l.app.deps) + DAY_MS).toISOString();
    await l.call(
      who,
      'POST',
      `${API}/grants`,
      {
        object: { kind: 'posts', id: who.id },
        actions: ['process'],
        purpose: 'sentiment-monitoring',
        audience: l.toOrga,
        from,
      },
      201,
    );
    await l.settle();
    assert.deepEqual(await l.scores(who), []);
    l.app.clock.advance(2 * DAY_MS);
    await l.settle();
    assert.equal((await l.scores(who)).length, 1);
    await l.refuse(who);
    assert.deepEqual(await l.scores(who), []);
    const [last] = await l.call<{ id: string; kind: string }[]>(who, 'GET', `${API}/decisions`);
    await l.call(who, 'POST', `${API}/decisions/${last?.id}/undo`);
    await l.settle();
    assert.equal((await l.scores(who)).length, 1);
  });

  it('that are being made while the grant ends are gone once it has ended', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => l.speaker('Wonderful', 'Lovely', 'Great', 'Awful')),
    );
    await l.drain();
    await Promise.all([scoreDue(l.app.deps), scoreDue(l.app.deps), ...all.map((who) => l.refuse(who))]);
    for (const who of all) assert.deepEqual(await l.scores(who), []);
    await l.settle();
    l.app.clock.advance(10_000);
    await l.settle();
    for (const who of all) assert.deepEqual(await l.scores(who), []);
  });

  it('of a long backlog are all made, a batch after the other', async () => {
    const who = await l.person();
    const db = l.app.deps.store.community;
    const network = l.network.id as NetworkId;
    const { rows } = await sql<{
      id: ObjectId;
    }>`insert into community.post (network_id, id, author_id, text, spoiler, sensitive, label, within, facts, granted_keys, created_at)
      select ${network}, gen_random_uuid(), ${who.id}, 'A wonderful day', '', false, 'public', '{}', '', '{}', now()
      from generate_series(1, 2345) returning id`.execute(db);
    await packPosts(
      db,
      network,
      rows.map(({ id }) => id),
    );
    await l.let(who);
    await l.settle();
    assert.equal((await l.scores(who)).length, 2345);
  });
});
