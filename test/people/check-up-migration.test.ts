import assert from 'node:assert/strict';
import { it } from 'node:test';
import { databaseBefore } from '../support/database-before.ts';
import { queryOnce } from '../support/postgres.ts';

const OURS = '0021-check-up.sql';
const NETWORK = '019cbdb6-6e00-7000-8000-000000000001';
const id = (n: number): string => `019cbdb6-6e00-7000-8000-0000000000${String(n).padStart(2, '0')}`;

it('surprises nobody: what was granted before is due in 90 days at the earliest, letters never', async () => {
  const before = await databaseBefore(OURS);
  const { url } = before;
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
  await before.migrate();
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
  await before.drop();
});
