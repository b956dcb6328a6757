import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { audience, type Expression } from '../../src/privacy/audience.ts';
import type { ObjectId } from '../../src/privacy/words.ts';
import { saveAudience } from '../../src/store/audiences.ts';
import { packPosts } from '../../src/store/packed-facts.ts';
import { makeVillage, type Village, type Villager } from './village.ts';

describe('very many posts', () => {
  let village: Village;
  let anna: Villager;
  let bert: Villager;
  let cleo: Villager;
  const everywhere = '/api/v1/timelines/public';

  /** Puts posts straight into the store, newer than all before. */
  async function add(
    author: Villager,
    who: Expression,
    count: number,
    replyTo: string | null = null,
  ): Promise<void> {
    village.app.clock.advance(1000);
    const { store, ids } = village.app.deps;
    const id = await saveAudience(store.community, village.network, audience(who) ?? { any: [], except: [] });
    const now = village.app.clock.now().toISOString();
    const posts = Array.from({ length: count }, () => ids.next('post'));
    await sql`
      with made as (
        insert into community.post (network_id, id, author_id, text, spoiler, sensitive, label, reply_to, within,
          facts, granted_keys, created_at)
        select ${village.network}, id, ${author.id}, 'one of many', '', false, 'public', ${replyTo}::uuid,
          array_remove(array[${replyTo}::uuid], null), '', '{}', ${now}::timestamptz from unnest(${posts}::uuid[]) as id
        returning id)
      insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, valid_from, valid_until, excluding_since, review_by)
      select ${village.network}, made.id, made.id, 'post', ${author.id}, '{see,reply}', 'reading', ${id}, '{}',
        ${now}::timestamptz, 'infinity', ${now}::timestamptz, 'infinity' from made`.execute(store.community);
    await packPosts(store.community, village.network, posts as ObjectId[]);
  }

  before(async () => {
    village = await makeVillage();
    anna = await village.person('anna');
    bert = await village.person('bert');
    cleo = await village.person('cleo');
  });

  it('are passed over until a page is full, for whoever sees few of them', async () => {
    const seen: string[] = [];
    for (let n = 0; n < 3; n++) {
      seen.unshift((await village.post(anna, `open ${n}`, { visibility: 'public' })).id);
      const circle = await village.circle(anna, `hidden ${n}`, [cleo]);
      await add(anna, { kind: 'circle', circle }, 300);
    }
    assert.deepEqual(await village.ids(bert, `${everywhere}?limit=2`), seen.slice(0, 2));
    assert.deepEqual(await village.ids(bert, `${everywhere}?limit=2&max_id=${seen[1]}`), seen.slice(2));
    assert.deepEqual(await village.ids(bert, `${everywhere}?limit=2&min_id=${seen[2]}`), seen.slice(0, 2));
    assert.deepEqual(await village.ids(null, `${everywhere}?limit=3`), seen);
    assert.equal((await village.ids(cleo, `${everywhere}?limit=40`)).length, 40);
  });

  it('are counted as answers, each where it may be seen', async () => {
    const post = await village.post(anna, 'answer me', { visibility: 'public' });
    await add(bert, { kind: 'everyone' }, 450, post.id);
    await add(bert, { kind: 'persona', persona: cleo.id }, 10, post.id);
    const count = async (who: Villager | null): Promise<number> =>
      (await village.ask(who, 'GET', `/api/v1/statuses/${post.id}`)).body.replies_count;
    assert.deepEqual(
      [await count(anna), await count(cleo), await count(bert), await count(null)],
      [450, 460, 460, 450],
    );
    const thread = await village.ask(anna, 'GET', `/api/v1/statuses/${post.id}/context`);
    assert.equal(thread.body.descendants.length, 450);
  });
});
