import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { type Answer, makeVillage, type Village, type Villager } from './village.ts';

describe('what is done to a post', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  let dora: Villager;
  const show = async (who: Villager | null, id: string): Promise<Answer['body']> =>
    (await village.ask(who, 'GET', `/api/v1/statuses/${id}`)).body;
  const act = (who: Villager, id: string, word: string, body?: unknown): Promise<Answer> =>
    village.ask(who, 'POST', `/api/v1/statuses/${id}/${word}`, body);
  const accounts = async (who: Villager | null, id: string, word: string): Promise<string[]> =>
    (await village.ask(who, 'GET', `/api/v1/statuses/${id}/${word}`)).body.map(
      (account: { acct: string }) => account.acct,
    );

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    dora = await village.person('dora');
    await village.follow(bert, anna);
    await village.follow(cleo, bert);
  });

  it('never lets an answer reach further than what it answers', async () => {
    const circle = await village.circle(anna, 'close', [bert]);
    const root = await village.post(anna, 'root', { audience: { kind: 'circle', circle } });
    const answer = await village.post(bert, 'canary answer', {
      in_reply_to_id: root.id,
      visibility: 'public',
    });
    const deeper = await village.post(anna, 'canary deeper', { in_reply_to_id: answer.id });
    for (const { id } of [root, answer, deeper]) {
      assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${id}`)).status, 404);
      assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${id}/context`)).status, 404);
    }
    assert.equal((await show(bert, root.id)).replies_count, 1);
    assert.equal((await show(anna, answer.id)).replies_count, 1);
    const { body } = await village.ask(anna, 'GET', `/api/v1/statuses/${answer.id}/context`);
    assert.deepEqual(
      body.ancestors.map((one: Answer['body']) => one.id),
      [root.id],
    );
    assert.deepEqual(
      body.descendants.map((one: Answer['body']) => one.id),
      [deeper.id],
    );
    // Narrowed by the circle's ending: the answer goes along, save for its author.
    await village.leaveCircle(circle, bert);
    assert.equal((await village.ask(bert, 'GET', `/api/v1/statuses/${deeper.id}`)).status, 404);
    assert.equal((await show(bert, answer.id)).content, '<p>canary answer</p>');
    assert.equal((await show(bert, answer.id)).replies_count, 0);
    const own = await village.ask(bert, 'GET', `/api/v1/statuses/${answer.id}/context`);
    assert.deepEqual(own.body, { ancestors: [], descendants: [] });
    const late = await village.ask(bert, 'POST', '/api/v1/statuses', {
      status: 'x',
      in_reply_to_id: root.id,
    });
    assert.equal(late.status, 404);
  });

  it('puts answers below what they answer', async () => {
    const root = await village.post(anna, 'root', { visibility: 'public' });
    const one = await village.post(bert, 'one', { in_reply_to_id: root.id });
    const two = await village.post(cleo, 'two', { in_reply_to_id: root.id });
    const below = await village.post(anna, 'below one', { in_reply_to_id: one.id });
    const { body } = await village.ask(null, 'GET', `/api/v1/statuses/${root.id}/context`);
    assert.deepEqual(
      body.descendants.map((status: Answer['body']) => status.id),
      [one.id, below.id, two.id],
    );
    assert.equal(body.descendants[1].in_reply_to_account_id, bert.id);
  });

  it('counts likes that the viewer may see', async () => {
    const post = await village.post(anna, 'like me', { visibility: 'public' });
    assert.equal((await act(bert, post.id, 'favourite')).body.favourited, true);
    assert.equal((await act(bert, post.id, 'favourite')).body.favourites_count, 1);
    await act(cleo, post.id, 'favourite');
    assert.deepEqual((await accounts(anna, post.id, 'favourited_by')).sort(), ['bert', 'cleo']);
    // They are there for the network, and not for whoever passes by.
    assert.deepEqual(await accounts(null, post.id, 'favourited_by'), []);
    assert.equal((await show(null, post.id)).favourites_count, 0);
    await village.block(dora, cleo);
    assert.equal((await show(dora, post.id)).favourites_count, 1);
    assert.deepEqual(await accounts(dora, post.id, 'favourited_by'), ['bert']);
    assert.equal((await show(cleo, post.id)).favourites_count, 2);
    const back = await act(cleo, post.id, 'unfavourite');
    assert.deepEqual([back.body.favourited, back.body.favourites_count], [false, 1]);
  });

  it('shows nobody who likes and hides', async () => {
    const post = await village.post(anna, 'liked unseen', { visibility: 'public' });
    const shy = await village.person('shy', { seen: { kind: 'nobody' } });
    assert.equal((await act(shy, post.id, 'favourite')).body.favourites_count, 1);
    for (const who of [anna, bert]) {
      assert.equal((await show(who, post.id)).favourites_count, 0);
      assert.deepEqual(await accounts(who, post.id, 'favourited_by'), []);
    }
    const told = await village.ask(anna, 'GET', '/api/v1/notifications');
    assert.ok(!told.body.some((one: Answer['body']) => one.account.id === shy.id));
    const visible = await village.ask(anna, 'GET', `/api/v1/accounts/${shy.id}`);
    assert.equal(visible.status, 404);
  });

  it('keeps bookmarks to oneself', async () => {
    const post = await village.post(anna, 'mark me', { visibility: 'public' });
    assert.equal((await act(bert, post.id, 'bookmark')).body.bookmarked, true);
    assert.equal((await show(anna, post.id)).bookmarked, false);
    assert.equal((await act(bert, post.id, 'unbookmark')).body.bookmarked, false);
  });

  it('boosts where that was granted, and no further than the post reaches', async () => {
    const post = await village.post(anna, 'boost me', { visibility: 'public' });
    const boost = await act(bert, post.id, 'reblog');
    assert.equal(boost.body.reblog.id, post.id);
    assert.equal(boost.body.reblog.reblogged, true);
    const again = await act(bert, post.id, 'reblog');
    assert.equal(again.body.id, boost.body.id);
    assert.equal((await village.ids(cleo, '/api/v1/timelines/home'))[0], boost.body.id);
    assert.equal((await show(cleo, post.id)).reblogs_count, 1);
    assert.equal((await show(dora, post.id)).reblogs_count, 0); // dora doesn't follow bert
    assert.deepEqual(await accounts(cleo, post.id, 'reblogged_by'), ['bert']);
    assert.deepEqual(await accounts(dora, post.id, 'reblogged_by'), []);
    // A like on the boost is a like on the post.
    assert.equal((await act(cleo, boost.body.id, 'favourite')).body.id, post.id);
    const answer = await village.post(cleo, 'to the boost', { in_reply_to_id: boost.body.id });
    assert.equal(answer.in_reply_to_id, post.id);

    const back = await act(bert, post.id, 'unreblog');
    assert.deepEqual([back.body.id, back.body.reblogged], [post.id, false]);
    assert.ok(!(await village.ids(cleo, '/api/v1/timelines/home')).includes(boost.body.id));
    const anew = await act(bert, post.id, 'reblog');
    assert.notEqual(anew.body.id, boost.body.id);

    const unlisted = await village.post(anna, 'not to be boosted', { visibility: 'unlisted' });
    const refused = await act(bert, unlisted.id, 'reblog');
    assert.deepEqual([refused.status, refused.body.error], [403, 'forbidden']);
    const parallel = await village.post(anna, 'boost me at once', { visibility: 'public' });
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => act(bert, parallel.id, 'reblog')));
    assert.equal(new Set(all.map(({ body }) => body.id)).size, 1);
  });

  it('leaves the booster a note of what they can no longer see', async () => {
    const post = await village.post(anna, 'canary gone', { visibility: 'public' });
    const boost = (await act(dora, post.id, 'reblog')).body;
    await village.block(anna, dora);
    const left = await show(dora, boost.id);
    assert.equal(left.reblog, null);
    assert.ok(!JSON.stringify(left).includes('canary'));
    assert.equal((await act(dora, boost.id, 'favourite')).status, 404);
    assert.equal((await village.ask(dora, 'DELETE', `/api/v1/statuses/${boost.id}`)).status, 200);
  });

  it('edits words, tags and mentions, and not whom it is for', async () => {
    const post = await village.post(anna, 'first #one @bert', { visibility: 'private' });
    assert.deepEqual(
      post.tags.map((tag: Answer['body']) => tag.name),
      ['one'],
    );
    assert.deepEqual(
      post.mentions.map((one: Answer['body']) => one.acct),
      ['bert'],
    );
    const edited = await village.ask(anna, 'PUT', `/api/v1/statuses/${post.id}`, {
      status: 'then #two @cleo',
    });
    assert.deepEqual(
      edited.body.tags.map((tag: Answer['body']) => tag.name),
      ['two'],
    );
    assert.deepEqual(
      edited.body.mentions.map((one: Answer['body']) => one.acct),
      ['cleo'],
    );
    assert.ok(edited.body.edited_at);
    assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${post.id}`)).status, 404);
    const foreign = await village.ask(bert, 'PUT', `/api/v1/statuses/${post.id}`, { status: 'mine now' });
    assert.equal(foreign.status, 404);
    const source = await village.ask(anna, 'GET', `/api/v1/statuses/${post.id}/source`);
    const { etag: _, ...words } = source.body;
    assert.deepEqual(words, { id: post.id, text: 'then #two @cleo', spoiler_text: '' });
    assert.equal((await village.ask(bert, 'GET', `/api/v1/statuses/${post.id}/source`)).status, 404);
  });

  it('deletes for everybody, and lets what answers it go along', async () => {
    const post = await village.post(anna, 'to go', { visibility: 'public' });
    const answer = await village.post(bert, 'answer', { in_reply_to_id: post.id });
    const boost = (await act(cleo, post.id, 'reblog')).body;
    assert.equal((await village.ask(bert, 'DELETE', `/api/v1/statuses/${post.id}`)).status, 404);
    const deleted = await village.ask(anna, 'DELETE', `/api/v1/statuses/${post.id}`);
    assert.deepEqual([deleted.status, deleted.body.text], [200, 'to go']);
    for (const who of [anna, bert, cleo, null]) {
      assert.equal((await village.ask(who, 'GET', `/api/v1/statuses/${post.id}`)).status, 404);
      assert.equal((await village.ask(who, 'GET', `/api/v1/statuses/${boost.id}`)).status, 404);
    }
    assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${answer.id}`)).status, 404);
    assert.equal((await show(bert, answer.id)).content, '<p>answer</p>');
    assert.ok(!(await village.texts(bert, '/api/v1/timelines/home')).includes('to go'));
    assert.equal((await village.ask(anna, 'DELETE', `/api/v1/statuses/${post.id}`)).status, 404);
  });
});
