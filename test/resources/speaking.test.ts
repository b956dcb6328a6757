import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { makeVillage, type Village, type Villager } from '../posts/village.ts';
import { openStream } from '../two-worlds/stream.ts';
import { RESOURCES } from './support.ts';

/** Posts that answer, pass on or quote what is shared besides posts. */
describe('what is said of a resource', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  let dora: Villager;
  const only = (...who: Villager[]) => ({ any: who.map(({ id }) => ({ kind: 'persona', persona: id })) });
  const ask = async (who: Villager, method: string, path: string, body?: unknown, status = 200) => {
    const answer = await village.ask(who, method, path, body);
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    return answer.body;
  };
  const make = (kind: string, more: object = {}) =>
    ask(anna, 'POST', RESOURCES, { kind, title: `The ${kind}`, ...more }, 201);
  const page = (more: object = {}) => make('page', { text: 'How wax is melted', ...more });
  const allow = (id: string, actions: readonly string[], audience: object, more: object = {}) =>
    ask(anna, 'POST', `${RESOURCES}/${id}/grants`, { actions, audience, ...more }, 201);
  const say = (who: Villager, status: string, more: object, code = 200) =>
    ask(who, 'POST', '/api/v1/statuses', { status, ...more }, code);
  const comments = async (who: Villager, id: string): Promise<string[]> =>
    (await ask(who, 'GET', `${RESOURCES}/${id}/comments`)).map((post: { content: string }) => post.content);
  const sees = async (who: Villager, id: string): Promise<boolean> =>
    (await village.ask(who, 'GET', `/api/v1/statuses/${id}`)).status === 200;
  const drain = () =>
    drainOutbox(village.app.deps, (error) => {
      throw error;
    });

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    dora = await village.person('dora');
    await village.follow(cleo, bert);
    await village.follow(dora, bert);
  });

  it('a comment needs a grant to reply, and reaches nobody who may not see the resource', async () => {
    const plan = await page();
    await allow(plan.id, ['see', 'reply'], only(bert));
    await allow(plan.id, ['see'], only(cleo));
    assert.deepEqual((await ask(cleo, 'GET', `${RESOURCES}/${plan.id}`)).can, {
      reply: false,
      reshare: false,
      quote: false,
      download: false,
      edit: false,
      manage: false,
    });
    await say(cleo, 'may I?', { in_reply_to_id: plan.id }, 403);
    await say(dora, 'is there something?', { in_reply_to_id: plan.id }, 404);
    const comment = await say(bert, 'hotter', { in_reply_to_id: plan.id, visibility: 'public' });
    assert.equal(comment.in_reply_to_id, null, 'the id of a resource is no post’s');
    assert.equal(comment.waxseal.resource.title, 'The page');
    assert.equal(comment.card.url.endsWith(`/files/${plan.id}`), true);
    const answer = await say(anna, 'not too hot', { in_reply_to_id: comment.id });
    assert.equal(answer.in_reply_to_id, comment.id);
    for (const who of [anna, bert, cleo]) {
      assert.deepEqual(await comments(who, plan.id), ['<p>hotter</p>', '<p>not too hot</p>'], who.handle);
    }
    await ask(dora, 'GET', `${RESOURCES}/${plan.id}/comments`, undefined, 404);
    assert.equal(await sees(dora, comment.id), false);
    assert.equal(await sees(dora, answer.id), false);
    assert.deepEqual(await village.ids(dora, `/api/v1/accounts/${bert.id}/statuses`), []);
    assert.deepEqual(await village.ids(cleo, `/api/v1/accounts/${bert.id}/statuses`), [comment.id]);
    await drain();
    const told = await ask(anna, 'GET', '/api/v1/notifications');
    assert.deepEqual(
      told.map((notice: { type: string; status: { id: string } }) => [notice.type, notice.status.id]),
      [['mention', comment.id]],
    );
  });

  it('comments end with the grant on the folder, also on open streams', async () => {
    const box = await make('folder');
    const plan = await page({ folder: box.id });
    const given = await allow(box.id, ['see', 'reply'], only(bert, cleo));
    const comment = await say(bert, 'in a folder', { in_reply_to_id: plan.id, visibility: 'public' });
    await say(bert, 'a folder is not spoken of', { in_reply_to_id: box.id }, 404);
    assert.equal(await sees(cleo, comment.id), true);
    const stream = openStream(
      await village.app.request('GET', '/api/v1/streaming/user', { token: cleo.token }),
    );
    await ask(anna, 'DELETE', `${RESOURCES}/${box.id}/grants/${given.id}`);
    await stream.until(`event: delete\ndata: ${comment.id}`);
    await stream.close();
    assert.equal(await sees(cleo, comment.id), false);
    assert.equal(await sees(anna, comment.id), true);
    const own = await ask(bert, 'GET', `/api/v1/statuses/${comment.id}`);
    assert.equal(own.card, null, 'its author sees it, and no longer what it was about');
    assert.equal(own.waxseal.resource, undefined);
  });

  it('a grant to reply ends when it says, and a folder bounds what is granted within it', async () => {
    const box = await make('folder');
    const plan = await page({ folder: box.id });
    await allow(box.id, ['see'], only(bert));
    await ask(anna, 'PATCH', `${RESOURCES}/${plan.id}`, { sharing: 'own' });
    await allow(plan.id, ['reply', 'reshare', 'quote'], only(bert));
    assert.equal(
      (await ask(bert, 'GET', `${RESOURCES}/${plan.id}`)).can.reply,
      false,
      'the folder is for seeing',
    );
    await say(bert, 'no', { in_reply_to_id: plan.id }, 403);
    const until = new Date(village.app.clock.now().getTime() + 60_000).toISOString();
    await allow(box.id, ['reply'], only(bert), { until });
    await say(bert, 'yes', { in_reply_to_id: plan.id });
    village.app.clock.advance(60_000);
    await say(bert, 'too late', { in_reply_to_id: plan.id }, 403);
  });

  it('is explained: who may say something of it, and who sees what was said', async () => {
    const box = await make('folder');
    const plan = await page({ folder: box.id });
    await allow(box.id, ['see', 'reply'], only(bert));
    await allow(box.id, ['see'], only(cleo));
    const why = (who: Villager, thing: object) =>
      ask(anna, 'GET', `/api/privacy/v1/explain?${new URLSearchParams({ persona: who.id, ...thing })}`);
    const toReply = { kind: 'resource', id: plan.id, action: 'reply' };
    assert.deepEqual((await why(bert, toReply)).verdict, 'allowed');
    const refused = await why(cleo, toReply);
    assert.deepEqual([refused.verdict, refused.because], ['denied', 'audience']);
    const may = await ask(anna, 'GET', `/api/privacy/v1/who-can-see?${new URLSearchParams(toReply)}`);
    assert.equal(may.count, 1);

    const said = await say(anna, 'for all of them', { in_reply_to_id: plan.id, visibility: 'public' });
    const comment = { kind: 'post', id: said.id };
    assert.equal((await why(cleo, comment)).verdict, 'allowed');
    const outside = await why(dora, comment);
    assert.deepEqual([outside.verdict, outside.because], ['denied', 'thread']);
    const seen = await ask(anna, 'GET', `/api/privacy/v1/who-can-see?${new URLSearchParams(comment)}`);
    assert.deepEqual([seen.count, seen.visitors], [2, false]);

    const berts = await say(bert, 'mine', { in_reply_to_id: plan.id, visibility: 'public' });
    const foreign = { persona: cleo.id, kind: 'post', id: berts.id };
    const answer = await ask(bert, 'GET', `/api/privacy/v1/explain?${new URLSearchParams(foreign)}`);
    assert.equal(answer.verdict, 'depends', 'whom a page of others is for isn’t told');
    const reach = await ask(bert, 'POST', '/api/privacy/v1/reach', { reply_to: plan.id });
    assert.equal(typeof reach.count, 'number');
  });

  it('passed on, it stands in the feeds of followers who may see it', async () => {
    const plan = await page();
    await allow(plan.id, ['see', 'reply', 'reshare'], only(bert));
    await allow(plan.id, ['see'], only(cleo));
    await ask(cleo, 'POST', `${RESOURCES}/${plan.id}/reshare`, {}, 403);
    await ask(dora, 'POST', `${RESOURCES}/${plan.id}/reshare`, {}, 404);
    const passed = await ask(bert, 'POST', `${RESOURCES}/${plan.id}/reshare`, {});
    assert.equal(passed.reblog, null);
    assert.match(passed.content, /^<p><a href="[^"]+\/files\/[^"]+">The page<\/a><\/p>$/);
    assert.equal(passed.waxseal.resource.passed_on, true);
    const again = await ask(bert, 'POST', `${RESOURCES}/${plan.id}/reshare`, {});
    assert.equal(again.id, passed.id);
    assert.ok((await village.ids(cleo, '/api/v1/timelines/home')).includes(passed.id));
    assert.ok(!(await village.ids(dora, '/api/v1/timelines/home')).includes(passed.id));
    assert.equal((await ask(bert, 'GET', `${RESOURCES}/${plan.id}`)).reshared, true);
    const comment = await say(bert, 'a word on it', { in_reply_to_id: passed.id });
    assert.deepEqual(
      await comments(anna, plan.id),
      ['<p>a word on it</p>'],
      'what is answered is the resource',
    );
    await village.mute(cleo, anna);
    assert.ok(!(await village.ids(cleo, '/api/v1/timelines/home')).includes(passed.id), 'of whom she muted');
    await ask(bert, 'DELETE', `${RESOURCES}/${plan.id}/reshare`);
    assert.equal((await ask(bert, 'GET', `${RESOURCES}/${plan.id}`)).reshared, false);
    assert.equal(await sees(cleo, passed.id), false);
    assert.equal(await sees(cleo, comment.id), true);
  });

  it('a quote shows what it quotes to whoever may see that, and nothing to others', async () => {
    const plan = await page();
    await allow(plan.id, ['see', 'quote'], only(bert));
    await allow(plan.id, ['see'], only(cleo));
    await say(cleo, 'look', { quoted_status_id: plan.id }, 403);
    await say(dora, 'look', { quoted_status_id: plan.id }, 404);
    const quote = await say(bert, 'look at this', { quoted_status_id: plan.id, visibility: 'public' });
    const forDora = await ask(dora, 'GET', `/api/v1/statuses/${quote.id}`);
    assert.equal(forDora.content, '<p>look at this</p>');
    assert.equal(forDora.card, null);
    assert.ok(!JSON.stringify(forDora).includes(plan.id));
    const forCleo = await ask(cleo, 'GET', `/api/v1/statuses/${quote.id}`);
    assert.equal(forCleo.card.title, 'The page');
    assert.equal(forCleo.waxseal.quoted.id, plan.id);
    await drain();
    const told = await ask(anna, 'GET', '/api/v1/notifications?types[]=quote');
    assert.deepEqual(
      told.map((notice: { status: { id: string } }) => notice.status.id),
      [quote.id],
    );
  });

  it('so does the quote of a post', async () => {
    const original = await village.post(anna, 'to be quoted', { audience: only(bert, cleo), reshare: true });
    const sealed = await village.post(anna, 'not to be quoted', { audience: only(bert) });
    await say(bert, 'psst', { quoted_status_id: sealed.id }, 403);
    const stream = openStream(
      await village.app.request('GET', '/api/v1/streaming/public', { token: dora.token }),
    );
    const quote = await say(bert, 'she says', { quoted_status_id: original.id, visibility: 'public' });
    assert.equal(quote.quote.state, 'accepted');
    assert.equal(quote.quote.quoted_status.content, '<p>to be quoted</p>');
    assert.equal(
      (await ask(cleo, 'GET', `/api/v1/statuses/${quote.id}`)).quote.quoted_status.id,
      original.id,
    );
    assert.equal((await ask(dora, 'GET', `/api/v1/statuses/${quote.id}`)).quote, null);
    await stream.until(quote.id);
    assert.ok(!stream.text().includes('to be quoted'), 'nor on a stream');
    await stream.close();
    const passed = await ask(cleo, 'POST', `/api/v1/statuses/${quote.id}/reblog`, {});
    assert.equal(passed.reblog.quote.quoted_status.id, original.id);
    await ask(anna, 'DELETE', `/api/v1/statuses/${original.id}`);
    assert.equal((await ask(bert, 'GET', `/api/v1/statuses/${quote.id}`)).quote, null);
  });

  it('a labelled resource is quoted under its label alone', async () => {
    const plan = await page({ label: 'internal' });
    await allow(plan.id, ['see', 'quote'], only(bert));
    const refused = await say(bert, 'look', { quoted_status_id: plan.id }, 422);
    assert.match(JSON.stringify(refused), /labelled internal/);
    await say(bert, 'look', { quoted_status_id: plan.id, label: 'internal' });
  });

  it('what is deleted takes the comments of others with it', async () => {
    const plan = await page();
    await allow(plan.id, ['see', 'reply', 'reshare'], only(bert, cleo));
    const comment = await say(bert, 'soon gone', { in_reply_to_id: plan.id });
    await ask(bert, 'POST', `${RESOURCES}/${plan.id}/reshare`, {});
    await ask(anna, 'DELETE', `${RESOURCES}/${plan.id}`);
    assert.equal(await sees(cleo, comment.id), false);
    const [own] = await ask(bert, 'GET', `/api/v1/accounts/${bert.id}/statuses?limit=1`);
    assert.match(own.content, /no longer see/);
  });
});
