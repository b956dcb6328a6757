import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../test/support/database.ts';
import { inSnapshot } from './snapshot.ts';

describe('a snapshot', () => {
  it('sees nothing that is written meanwhile, and writes nothing', async () => {
    const { store, drop } = await freshDatabase();
    const insert = (db = store.community) =>
      sql`insert into community.outbox (network_id, id, kind, payload, created_at, due_at, attempts)
        values (gen_random_uuid(), gen_random_uuid(), 'nothing', '{}', now(), 'infinity', 0)`.execute(db);
    const count = async (db = store.community): Promise<number> =>
      (await sql<{ many: number }>`select count(*)::int as many from community.outbox`.execute(db)).rows[0]
        ?.many ?? -1;
    await inSnapshot(store, async ({ community }) => {
      assert.equal(await count(community), 0);
      await insert();
      assert.equal(await count(community), 0);
    });
    assert.equal(await count(), 1);
    await assert.rejects(
      inSnapshot(store, ({ community }) => insert(community)),
      /read-only transaction/,
    );
    await drop();
  });
});
