import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { migrate } from '../../src/store/migrate.ts';
import { serverUrl } from '../support/database.ts';
import { queryOnce, withDatabase } from '../support/postgres.ts';
import { tempFolder } from '../support/temp-folder.ts';

const OURS = '0021-check-up.sql';
const NETWORK = '019cbdb6-6e00-7000-8000-000000000001';
const id = (n: number): string => `019cbdb6-6e00-7000-8000-0000000000${String(n).padStart(2, '0')}`;

it('surprises nobody: what was granted before is due in 90 days at the earliest, letters never', async () => {
  const { path, remove } = await tempFolder();
  const folder = join(import.meta.dirname, '../../src/store/migrations');
  await cp(folder, path, { recursive: true });
  for (const name of await readdir(path)) if (name >= OURS) await rm(join(path, name));
  const server = await serverUrl();
  const name = `m_${randomBytes(8).toString('hex')}`;
  await queryOnce(server, `create database ${name} template template0`);
  const url = withDatabase(server, name);
  await migrate(url, path);
  await queryOnce(
    url,
    `insert into community.network values ('${NETWORK}', 'acme', '', '', 'open', '{}', 'public', null, '2026-01-01')`,
  );
  await queryOnce(
    url,
    `insert into community.audience values ('${NETWORK}', '${id(1)}', '[["network"]]', '{}', '{network}')`,
  );
  // The kind, since when in days, until when, and the date of its review.
  const grants = [
    ['post', '-10 days', 'infinity', `'infinity'`],
    ['post', '-3000 days', 'infinity', `'infinity'`],
    ['presence', '-400 days', 'infinity', `now() - interval '35 days'`],
    ['presence', '-10 days', 'infinity', `now() + interval '355 days'`],
    ['attribute', '-400 days', '+10 days', `now() - interval '35 days'`],
    ['attribute', '-400 days', '-10 days', `now() - interval '35 days'`],
    ['message', '-400 days', 'infinity', `'infinity'`],
  ] as const;
  for (const [n, [kind, from, until, review]] of grants.entries()) {
    const end = until === 'infinity' ? `'infinity'` : `now() + interval '${until}'`;
    await queryOnce(
      url,
      `insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
        conditions, valid_from, valid_until, excluding_since, review_by)
      values ('${NETWORK}', '${id(n + 10)}', '${id(n + 10)}', '${kind}', '${id(2)}', '{see}', 'reading', '${id(1)}',
        '{}', now() + interval '${from}', ${end}, now() + interval '${from}', ${review})`,
    );
  }
  await cp(join(folder, OURS), join(path, OURS));
  assert.deepEqual(await migrate(url, path), [OURS]);
  const { rows } = await queryOnce(
    url,
    `select case when review_by = 'infinity' then null
        else round(extract(epoch from review_by - now()) / 86400)::int end as days
      from community."grant" order by id`,
  );
  assert.deepEqual(
    rows.map(({ days }) => days),
    // What ends by itself is not asked about; what has ended stays as it was.
    [rows[0]?.days, 90, 90, 355, 10, -35, null],
  );
  assert.ok(rows[0]?.days >= 719 && rows[0]?.days <= 721, 'two years after it was given');
  await queryOnce(server, `drop database ${name} with (force)`);
  await remove();
});
