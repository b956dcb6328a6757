import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../../test/support/database.ts';
import { absent, ok } from '../../core/result.ts';
import type { Store } from '../../store/database.ts';
import { bridgeTransaction } from './bridge-transaction.ts';

describe('the bridge between vault and community', () => {
  let store: Store;

  before(async () => {
    ({ store } = await freshDatabase());
  });

  const insert = (bucket: string) =>
    sql`insert into vault.attempt values (${Buffer.from(bucket)}, '2026-01-01Z', 1)`;
  const count = sql<{ n: number }>`select count(*)::int as n from vault.attempt`;

  it('runs each statement in its own role, which has no right on the other side', async () => {
    const roles = await bridgeTransaction({ store }, async (bridge) => {
      const role = sql<{ role: string }>`select current_user::text as role`;
      const vault = await bridge.vault((db) => role.execute(db));
      const community = await bridge.community((db) => role.execute(db));
      return ok([vault.rows[0]?.role, community.rows[0]?.role]);
    });
    assert.deepEqual(roles, ok(['waxseal_vault', 'waxseal_community']));
    await assert.rejects(
      bridgeTransaction({ store }, (bridge) => bridge.community(async (db) => ok(await count.execute(db)))),
      /permission denied/,
    );
    await assert.rejects(
      bridgeTransaction({ store }, (bridge) =>
        bridge.vault(async (db) => ok(await sql`select 1 from community.actor`.execute(db))),
      ),
      /permission denied/,
    );
  });

  it('rolls back what was refused', async () => {
    const result = await bridgeTransaction({ store }, async (bridge) => {
      await bridge.vault((db) => insert('refused').execute(db));
      return absent;
    });
    assert.deepEqual(result, absent);
    const left = await bridgeTransaction({ store }, (bridge) =>
      bridge.vault(async (db) => ok((await count.execute(db)).rows[0]?.n)),
    );
    assert.deepEqual(left, ok(0));
  });

  it('refuses statements beside each other, whose roles would be swapped', async () => {
    await assert.rejects(
      bridgeTransaction({ store }, async (bridge) => {
        const wait = (role: 'vault' | 'community') => bridge[role]((db) => sql`select 1`.execute(db));
        await Promise.all([wait('vault'), wait('community')]);
        return ok(null);
      }),
      /follow one another/,
    );
  });

  it('is crossed in one folder alone', () => {
    const crossing = globSync('src/**/*.ts').filter((path) =>
      /bridge-transaction|behind-persona|\.bridge\b/.test(readFileSync(path, 'utf8')),
    );
    const allowed = (path: string) =>
      path.startsWith('src/community/vault/') || path.startsWith('src/store/');
    assert.deepEqual(
      crossing.filter((path) => !allowed(path)),
      [],
    );
  });
});
