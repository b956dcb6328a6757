import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { migrate } from '../../src/store/migrate.ts';
import { serverUrl } from '../support/database.ts';
import { queryOnce, withDatabase } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

const OURS = '0010-handles-and-badges.sql';

it('keeps the handles of actors of before for them, in small letters', async () => {
  const { path, remove } = await tempFolder();
  const folder = join(import.meta.dirname, '../../src/store/migrations');
  await cp(folder, path, { recursive: true });
  for (const name of await readdir(path)) if (name >= OURS) await rm(join(path, name));
  const server = await serverUrl();
  const name = `m_${randomBytes(8).toString('hex')}`;
  await queryOnce(server, `create database ${name} template template0`);
  const url = withDatabase(server, name);
  await migrate(url, path);
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
  await cp(join(folder, OURS), join(path, OURS));
  assert.deepEqual(await migrate(url, path), [OURS]);
  const { rows } = await queryOnce(url, 'select handle, actor_id from community.handle');
  assert.deepEqual(rows, [{ handle: 'anna', actor_id: actor }]);
  await queryOnce(server, `drop database ${name} with (force)`);
  await remove();
});
