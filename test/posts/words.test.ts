import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { type Answer, makeVillage, type Village, type Villager } from './village.ts';

describe('the words of a post', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  let shy: Villager;
  const send = (body: unknown, headers?: Record<string, string>): Promise<Answer> =>
    village.ask(anna, 'POST', '/api/v1/statuses', body, headers);

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    // Seen by anna alone.
    shy = await village.person('shy', { seen: { kind: 'persona', persona: anna.id } });
  });

  it('come out as HTML in which nothing of theirs is markup', async () => {
    const text = '<script>alert("1")</script> & https://example.org/?a=1&b=<2>\nline\n\n#Tag @bert @nobody';
    const { content } = await village.post(anna, text, { visibility: 'public' });
    const url = `http://localhost:8080/n/${village.slug}`;
    assert.equal(
      content,
      '<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; <a href="https://example.org/?a=1&amp;b=" rel="nofollow noopener noreferrer" target="_blank">https://example.org/?a=1&amp;b=</a>&lt;2&gt;<br>line</p>' +
        `<p><a href="${url}/tags/tag" class="mention hashtag" rel="tag">#<span>Tag</span></a> ` +
        `<span class="h-card"><a href="${url}/@bert" class="u-url mention">@<span>bert</span></a></span> @nobody</p>`,
    );
  });

  it('mention only whom the author may see, to those who may see them', async () => {
    const post = await village.post(anna, 'with @shy and @bert', { visibility: 'public' });
    assert.deepEqual(post.mentions.map((one: Answer['body']) => one.acct).sort(), ['bert', 'shy']);
    const { body } = await village.ask(cleo, 'GET', `/api/v1/statuses/${post.id}`);
    assert.deepEqual(
      body.mentions.map((one: Answer['body']) => one.acct),
      ['bert'],
    );
    assert.ok(!JSON.stringify(body).includes(shy.id));
    assert.ok(body.content.includes(' @shy '.trimEnd()) && !body.content.includes('/@shy'));
    const blind = await village.post(cleo, 'with @shy', { visibility: 'public' });
    const nowhere = await village.post(cleo, 'with @xyz', { visibility: 'public' });
    assert.equal(blind.content.replace('shy', 'xyz'), nowhere.content);
    assert.deepEqual(blind.mentions, []);
    await drainOutbox(village.app.deps, (error) => {
      throw error;
    });
    const told = await village.ask(shy, 'GET', '/api/v1/notifications');
    assert.deepEqual(
      told.body.map((one: Answer['body']) => one.status.id),
      [post.id],
    );
  });

  it('go to those mentioned alone, where they are direct', async () => {
    const post = await village.post(anna, 'psst @bert', { visibility: 'direct' });
    assert.equal(post.visibility, 'direct');
    const { body } = await village.ask(bert, 'GET', `/api/v1/statuses/${post.id}`);
    assert.equal(body.visibility, 'private');
    assert.equal((await village.ask(cleo, 'GET', `/api/v1/statuses/${post.id}`)).status, 404);
  });

  it('go to followers where nothing is said of an audience', async () => {
    const post = await village.post(anna, 'sealed by default');
    assert.deepEqual(post.waxseal.audience, { kind: 'followers' });
  });

  it('are published once for one key, also at the same time', async () => {
    const key = { 'idempotency-key': 'k1' };
    const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => send({ status: 'once' }, key)));
    assert.deepEqual(new Set(all.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(all.map(({ body }) => body.id)).size, 1);
    const texts = await village.texts(anna, '/api/v1/timelines/home');
    assert.equal(texts.filter((text) => text === 'once').length, 1);
    const other = await village.ask(bert, 'POST', '/api/v1/statuses', { status: 'mine' }, key);
    assert.notEqual(other.body.id, all[0]?.body.id);
    const unlike = await send({ status: 'another' }, { 'idempotency-key': 'k2' });
    assert.notEqual(unlike.body.id, all[0]?.body.id);
    village.app.clock.advance(25 * 60 * 60 * 1000);
    const late = await send({ status: 'once more' }, key);
    assert.notEqual(late.body.id, all[0]?.body.id);
    assert.equal((await send({ status: 'x' }, { 'idempotency-key': 'k'.repeat(300) })).status, 422);
  });

  it('are refused in words where they are no post', async () => {
    const wrong: unknown[] = [
      {},
      { status: '' },
      { status: '   \n ' },
      { status: 7 },
      { status: ['x'] },
      { status: 'x'.repeat(5001) },
      { status: 'x\u0000y' },
      { status: 'x\ud800' },
      { status: 'x', visibility: 'secret' },
      { status: 'x', audience: { kind: 'martians' } },
      { status: 'x', audience: 'not json' },
      { status: 'x', audience: { kind: 'circle', circle: village.network } },
      { status: 'x', audience: { any: [], all: [] } },
      { status: 'x', in_reply_to_id: 'x' },
      { status: 'x', media_ids: ['1'] },
      { status: 'x', poll: { options: ['a'] } },
      { status: 'x', scheduled_at: '2030-01-01' },
      { status: 'x', language: 'English!' },
      { status: 'x', label: 'top-secret' },
      { status: 'x', label: 'trade-secret' },
      { status: 'x', sensitive: 'perhaps' },
      { status: 'x', space_id: 'x' },
      'not json',
      '[1]',
      '"text"',
      'null',
    ];
    for (const body of wrong) {
      const answer = await village.app.request('POST', '/api/v1/statuses', {
        token: anna.token,
        body,
        headers: { 'content-type': 'application/json' },
      });
      const { error, error_description } = (await answer.json()) as Record<string, string>;
      assert.equal(answer.status, 422, JSON.stringify(body).slice(0, 80));
      assert.ok(error !== undefined && (error_description ?? '').length > 5);
    }
    const bytes = await village.app.router.request('/api/v1/statuses', {
      method: 'POST',
      headers: { authorization: `Bearer ${anna.token}`, 'content-type': 'application/json' },
      body: new Uint8Array([0x7b, 0x22, 0xff, 0x22]),
    });
    assert.equal(bytes.status, 422);
    assert.equal((await send({ status: 'x', in_reply_to_id: village.network })).status, 404);
    assert.equal((await village.ask(null, 'POST', '/api/v1/statuses', { status: 'x' })).status, 401);
  });

  it('may be as long as is said, counted in characters', async () => {
    assert.equal((await send({ status: '🐝'.repeat(5000) })).status, 200);
    assert.equal((await send({ status: '🐝'.repeat(5001) })).status, 422);
  });

  it('come as forms as well', async () => {
    const audience = encodeURIComponent(JSON.stringify({ kind: 'network' }));
    const answer = await village.app.request('POST', '/api/v1/statuses', {
      token: anna.token,
      body: `status=from+a+form&sensitive=true&spoiler_text=cw&in_reply_to_id=&audience=${audience}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    const body = (await answer.json()) as Answer['body'];
    assert.equal(answer.status, 200);
    assert.deepEqual(
      [body.sensitive, body.spoiler_text, body.waxseal.audience],
      [true, 'cw', { kind: 'network' }],
    );
  });
});
