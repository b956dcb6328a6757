import assert from 'node:assert/strict';
import { it } from 'node:test';
import { databaseBefore } from '../support/database-before.ts';
import { queryOnce } from '../support/postgres.ts';

const OURS = '0010-handles-and-badges.sql';

it('keeps the handles of actors of before for them, in small letters', async () => {
  const before = await databaseBefore(OURS);
  const { url } = before;
  const network = '019cbdb6-6e00-7000-8000-000000000001';
  const actor = '019cbdb6-6e00-7000-8000-00000000000a';
  await queryOnce(
    url,
    `insert into community.network values ('${network}', 'acme', '', '', 'open', '{}', 'public', null, '2026-01-01')`,
  );
  await queryOnce(
    url,
    `insert into community.actor values ('${network}', '${actor}', 'persona', 'Anna', '', '', 'chosen', 0, false, false,
      '{}', '2026-01-01')`,
  );
  await before.migrate();
  const { rows } = await queryOnce(url, 'select handle, actor_id from community.handle');
  assert.deepEqual(rows, [{ handle: 'anna', actor_id: actor }]);
  await before.drop();
});
