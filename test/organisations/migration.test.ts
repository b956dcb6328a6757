import assert from 'node:assert/strict';
import { it } from 'node:test';
import { databaseBefore } from '../support/database-before.ts';
import { queryOnce } from '../support/postgres.ts';

const OURS = '0024-organisations.sql';

it('gives whoever acts for an organisation a seat with a number, in turn', async () => {
  const before = await databaseBefore(OURS);
  const { url } = before;
  const id = (n: number) => `019cbdb6-6e00-7000-8000-00000000000${n}`;
  const network = id(0);
  await queryOnce(
    url,
    `insert into community.network values ('${network}', 'acme', '', '', 'open', '{}', 'public', null, '2026-01-01')`,
  );
  const tie = (member: number, key: string, from: string, until = 'infinity') =>
    `('${network}', '${id(member)}', 'staff:${id(9)}${key}', '${from}', '${until}')`;
  await queryOnce(
    url,
    `insert into community.tie (network_id, member_id, set_key, valid_from, valid_until) values
      ${tie(1, '', '2026-01-01')}, ${tie(1, ':support', '2026-01-03')}, ${tie(2, ':support', '2026-01-02')},
      ${tie(3, ':support', '2026-01-01', '2026-01-02')}, ${tie(2, ':human-resources', '2026-01-02')}`,
  );
  await before.migrate();
  const { rows } = await queryOnce(
    url,
    `select actor_id, organisation_id, kind, name, number, shows_person, valid_until::text from community.seat
      order by name, number`,
  );
  const seat = (actor: number, name: string, number: number) => ({
    actor_id: id(actor),
    organisation_id: id(9),
    kind: 'function',
    name,
    number,
    shows_person: false,
    valid_until: 'infinity',
  });
  assert.deepEqual(rows, [seat(2, 'human-resources', 1), seat(2, 'support', 1), seat(1, 'support', 2)]);
  await before.drop();
});
