import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { drainOutbox } from '../../src/community/outbox/drain.ts';
import { makeVillage, type Village, type Villager } from './village.ts';

describe('feeds', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  const home = '/api/v1/timelines/home';
  const everywhere = '/api/v1/timelines/public';
  const visible: string[] = [];

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    await village.follow(bert, anna);
    const circle = await village.circle(anna, 'without bert', [cleo]);
    // Two in three are hidden from bert, in stretches longer than a page.
    for (let n = 0; n < 90; n++) {
      const shown = n % 30 < 10;
      const audience = shown ? { kind: 'network' } : { kind: 'circle', circle };
      const post = await village.post(anna, `${n} #tag`, { audience });
      if (shown) visible.unshift(post.id);
    }
  });

  for (const path of [home, everywhere, '/api/v1/timelines/tag/TAG']) {
    it(`fills pages downwards, upwards and since: ${path}`, async () => {
      const page = async (query: string): Promise<string[]> => village.ids(bert, `${path}?${query}`);
      assert.deepEqual(await page('limit=40'), visible);
      assert.deepEqual(await page('limit=7'), visible.slice(0, 7));
      assert.deepEqual(await page(`limit=7&max_id=${visible[6]}`), visible.slice(7, 14));
      assert.deepEqual(await page(`limit=40&max_id=${visible[25]}`), visible.slice(26));
      assert.deepEqual(await page(`limit=7&min_id=${visible[20]}`), visible.slice(13, 20));
      assert.deepEqual(await page(`limit=7&since_id=${visible[20]}`), visible.slice(0, 7));
      assert.deepEqual(await page(`limit=40&since_id=${visible[3]}`), visible.slice(0, 3));
      assert.deepEqual(await page(`limit=40&max_id=${visible[29]}`), []);
    });
  }

  it('follows the Link header to the end and back', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${home}?limit=8`;
    let last: Headers | undefined;
    while (next !== undefined) {
      const { body, headers } = await village.ask(bert, 'GET', next);
      seen.push(...body.map((status: { id: string }) => status.id));
      if (body.length > 0) last = headers;
      next = /<http:\/\/localhost(?::8080)?([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    assert.deepEqual(seen, visible);
    const prev = /<http:\/\/localhost(?::8080)?([^>]*)>; rel="prev"/.exec(last?.get('link') ?? '')?.[1] ?? '';
    assert.deepEqual(await village.ids(bert, prev), visible.slice(16, 24));
  });

  it('refuses a cursor or a limit that is none', async () => {
    for (const query of ['max_id=1', 'limit=many', 'limit=0', 'min_id=%00', 'max_id[]=x']) {
      const { status, body } = await village.ask(bert, 'GET', `${home}?${query}`);
      assert.equal(status, 422, query);
      assert.equal(typeof body.error_description, 'string');
    }
  });

  it('leaves a feed at once with the follow, and fills it in behind a new one', async () => {
    const dora = await village.person('dora');
    await village.follow(dora, anna);
    await village.post(anna, 'to followers', { visibility: 'private' });
    assert.deepEqual(await village.texts(dora, home), ['to followers']);
    village.app.clock.advance(1);
    await village.unfollow(dora, anna);
    assert.deepEqual(await village.texts(dora, home), []);
    village.app.clock.advance(1);
    await village.follow(dora, anna);
    await village.app.deps.store.community
      .insertInto('community.outbox')
      .values({
        network_id: village.network,
        id: village.app.deps.ids.next('outbox'),
        kind: 'followed',
        payload: JSON.stringify({ kind: 'followed', follower: dora.id, followed: anna.id }),
        created_at: village.app.clock.now().toISOString(),
        due_at: village.app.clock.now().toISOString(),
      })
      .execute();
    await drainOutbox(village.app.deps, (error) => {
      throw error;
    });
    assert.equal((await village.ids(dora, `${home}?limit=40`)).length, 31);
    const told = await village.ask(anna, 'GET', '/api/v1/notifications?types[]=follow');
    assert.deepEqual([told.body.length, told.body[0].account.acct], [1, 'dora']);
  });

  it('leaves out of the home feed whom one muted, and nothing else', async () => {
    const erin = await village.person('erin');
    await village.follow(bert, erin);
    const post = await village.post(erin, 'muted', { visibility: 'public' });
    await village.mute(bert, erin);
    assert.ok(!(await village.ids(bert, home)).includes(post.id));
    assert.ok((await village.ids(bert, everywhere)).includes(post.id));
  });

  it('lists what an account posted, and what one marked', async () => {
    const finn = await village.person('finn');
    const one = await village.post(finn, 'one #fish', { visibility: 'public' });
    const two = await village.post(finn, 'two', { in_reply_to_id: one.id });
    const three = await village.ask(finn, 'POST', `/api/v1/statuses/${one.id}/reblog`, {
      visibility: 'public',
    });
    const statuses = `/api/v1/accounts/${finn.id}/statuses`;
    assert.deepEqual(await village.ids(bert, statuses), [three.body.id, two.id, one.id]);
    assert.deepEqual(await village.ids(bert, `${statuses}?exclude_replies=true&exclude_reblogs=1`), [one.id]);
    assert.deepEqual(await village.ids(bert, `${statuses}?tagged=Fish`), [one.id]);
    assert.deepEqual(await village.ids(bert, `${statuses}?pinned=true`), []);
    assert.equal(
      (await village.ask(bert, 'GET', `/api/v1/accounts/${village.network}/statuses`)).status,
      404,
    );
    await village.ask(bert, 'POST', `/api/v1/statuses/${one.id}/favourite`);
    await village.ask(bert, 'POST', `/api/v1/statuses/${two.id}/bookmark`);
    assert.deepEqual(await village.ids(bert, '/api/v1/favourites'), [one.id]);
    assert.deepEqual(await village.ids(bert, '/api/v1/bookmarks'), [two.id]);
  });

  it('searches exactly what the viewer may see', async () => {
    const gail = await village.person('gail');
    const circle = await village.circle(gail, 'search', [cleo]);
    await village.post(gail, 'zebra hidden #zebra1', { audience: { kind: 'circle', circle } });
    const open = await village.post(gail, 'zebra open #zebra2', { visibility: 'public' });
    const search = async (who: Villager | null, query: string) =>
      (await village.ask(who, 'GET', `/api/v2/search?${query}`)).body;
    const found = await search(bert, 'q=zebra');
    assert.deepEqual(
      found.statuses.map((one: { id: string }) => one.id),
      [open.id],
    );
    assert.deepEqual(
      found.hashtags.map((one: { name: string }) => one.name),
      ['zebra2'],
    );
    assert.equal((await search(cleo, 'q=zebra&type=statuses')).statuses.length, 2);
    assert.equal((await search(null, 'q=zebra')).statuses.length, 1);
    assert.equal((await search(cleo, 'q=zebra%20-hidden')).statuses.length, 1);
    assert.equal((await search(cleo, 'q=zebra&offset=1&type=statuses')).statuses.length, 1);
    for (const odd of ['q=', 'q=%27%22%3A*%26', 'q=%23', 'q=--', 'q=%25%5C']) await search(bert, odd);
  });
});
