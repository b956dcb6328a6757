import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { makeVillage, type Village, type Villager } from './village.ts';

describe('publishing and reading', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  const home = '/api/v1/timelines/home';
  const everywhere = '/api/v1/timelines/public';

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
    await village.follow(bert, anna);
    await village.follow(cleo, anna);
  });

  it('shows a post to exactly its audience', async () => {
    const circle = await village.circle(anna, 'close', [bert]);
    const post = await village.post(anna, 'canary-circle', { audience: { kind: 'circle', circle } });
    assert.deepEqual(await village.texts(bert, home), ['canary-circle']);
    assert.deepEqual(await village.texts(cleo, home), []);
    assert.deepEqual(await village.texts(anna, home), ['canary-circle']);
    assert.deepEqual(await village.texts(bert, everywhere), ['canary-circle']);
    assert.deepEqual(await village.texts(cleo, everywhere), []);
    assert.deepEqual(await village.texts(null, everywhere), []);
    assert.equal((await village.ask(bert, 'GET', `/api/v1/statuses/${post.id}`)).status, 200);
    const hidden = await village.ask(cleo, 'GET', `/api/v1/statuses/${post.id}`);
    const none = await village.ask(cleo, 'GET', `/api/v1/statuses/${village.network}`);
    assert.deepEqual([hidden.status, hidden.body], [none.status, none.body]);
    assert.equal((await village.ask(null, 'GET', `/api/v1/statuses/${post.id}`)).status, 404);
  });

  it('tells nobody but the author whom it is for', async () => {
    const circle = await village.circle(anna, 'closest', [bert]);
    const post = await village.post(anna, 'whom for', { audience: { kind: 'circle', circle } });
    assert.deepEqual(post.waxseal.audience, { kind: 'circle', circle });
    const { body } = await village.ask(bert, 'GET', `/api/v1/statuses/${post.id}`);
    assert.equal(body.waxseal.audience, undefined);
    assert.equal(body.visibility, 'private');
    assert.ok(!JSON.stringify(body).includes(circle));
  });

  it('puts no pointer into the feed of whom the audience keeps out', async () => {
    const circle = await village.circle(anna, 'kept out', [cleo]);
    const { community } = village.app.deps.store;
    for (const except of [
      { kind: 'circle', circle },
      { kind: 'persona', persona: cleo.id },
    ]) {
      const audience = { who: { kind: 'followers' }, except: [except] };
      const post = await village.post(anna, 'not for cleo', { audience });
      const pointers = await community
        .selectFrom('community.inbox')
        .select('owner_id')
        .where('network_id', '=', village.network)
        .where('post_id', '=', post.id)
        .execute();
      assert.deepEqual(pointers.map((row) => row.owner_id).sort(), [anna.id, bert.id].sort());
    }
  });
});
