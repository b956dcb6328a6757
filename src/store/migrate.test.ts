import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { freshDatabase } from '../../test/support/database.ts';

test('the community role cannot read the vault', async () => {
  const { store } = await freshDatabase();
  const { rows } = await sql<{ role: string }>`select current_user as role`.execute(store.community);
  assert.equal(rows[0]?.role, 'waxseal_community');
  await store.bridge.transaction().execute(async (trx) => {
    await sql`create table vault.probe (secret text)`.execute(trx);
    await sql`set local role waxseal_vault`.execute(trx);
    await sql`insert into vault.probe values ('canary')`.execute(trx);
  });
  await assert.rejects(
    sql`select * from vault.probe`.execute(store.community),
    /permission denied for schema vault/,
  );
  await assert.rejects(
    sql`select * from public.migration`.execute(store.community),
    /permission denied for schema public/,
  );
});
