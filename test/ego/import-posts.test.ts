import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { importPeople } from '../../src/community/import/import-people.ts';
import type { ImportedPeople, ImportedPerson } from '../../src/community/import/people.ts';
import { uuidV7 } from '../../src/core/ids.ts';
import { scoreDue } from '../../src/insight/listening/score-due.ts';
import type { ActorId } from '../../src/privacy/words.ts';
import { testClock } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { assertPacked } from '../support/packed-posts.ts';

const at = Date.parse('2026-03-01T09:00:00.000Z');
const quiet = { step: () => undefined, advance: () => undefined };
const [organisation, space] = ['1', '2'].map((n) => `0195500${n}-0000-7000-8000-000000000000` as ActorId);
const to = { slug: 'village', kind: 'open' } as const;

const ann: ImportedPerson = {
  key: 'ann',
  handle: 'ann',
  displayName: 'Ann',
  attributes: [
    { kind: 'birth-date', value: '1970-05-01', precision: 'decade', to: 'network' },
    { kind: 'email', value: 'ann@example.org', to: organisation as ActorId },
  ],
  allows: [
    { organisation: organisation as ActorId, purpose: 'sentiment-monitoring', over: 'posts' },
    { organisation: organisation as ActorId, purpose: 'influence-measurement', over: 'ties', named: true },
  ],
  posts: [
    { text: 'A wonderful pot of tea. #Tea', language: 'en', at: at + 1000 },
    { text: 'Said in the space.', language: 'en', at: at + 2000, space: space as ActorId },
  ],
};
const ben: ImportedPerson = { key: 'ben', handle: 'ben', displayName: 'Ben', attributes: [] };
const people: ImportedPeople = { people: [ann, ben], connections: [['ann', 'ben']], circles: [] };

describe('importing what people say and allow', () => {
  it('leaves it as if they had done so here, once, and brings nothing back', async () => {
    const { store, url } = await freshDatabase();
    const clock = testClock(at + 3000);
    const deps = { store, ids: uuidV7(clock) };
    const rows = async (query: string) =>
      (await sql<Record<string, unknown>>`${sql.raw(query)}`.execute(store.community)).rows;
    const run = async () => {
      const outcome = await importPeople(deps, to, people, at, quiet);
      return outcome.ok ? outcome.value.added.posts : null;
    };
    assert.equal(await run(), 2);
    await assertPacked(url, store);
    assert.deepEqual(await rows(`select kind, value, precision from community.disclosure order by kind`), [
      { kind: 'birth-date', value: '1970s', precision: 'decade' },
      { kind: 'email', value: 'ann@example.org', precision: 'exact' },
    ]);
    const allowed = `select object_kind as kind, actions, purpose, conditions from community."grant" where purpose <> 'reading' order by 1`;
    const conditions = { actorKinds: ['organisation'] };
    assert.deepEqual(await rows(allowed), [
      { kind: 'posts', actions: ['process'], purpose: 'sentiment-monitoring', conditions },
      { kind: 'ties', actions: ['see'], purpose: 'influence-measurement', conditions },
    ]);
    assert.deepEqual(await rows('select tag from community.post_tag'), [{ tag: 'tea' }]);
    // Each in the author's own feed and in that of who follows her.
    assert.deepEqual(await rows('select count(*)::int as n from community.inbox'), [{ n: 4 }]);
    assert.deepEqual(await rows('select text from community.post order by id'), [
      { text: 'A wonderful pot of tea. #Tea' },
      { text: 'Said in the space.' },
    ]);
    await scoreDue({ store, clock });
    assert.deepEqual(await rows('select count(*)::int as n from community.post_score'), [{ n: 2 }]);

    assert.equal(await run(), 0);
    await sql`delete from community.post where text like 'Said%'`.execute(store.community);
    assert.equal(await run(), 0);
    assert.deepEqual(await rows('select count(*)::int as n from community.post'), [{ n: 1 }]);
  });
});
