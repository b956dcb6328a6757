import assert from 'node:assert/strict';
import { it } from 'node:test';
import { audienceId, connectionsKey } from '../../src/privacy/audience.ts';
import type { ActorId } from '../../src/privacy/words.ts';
import { databaseBefore } from '../support/database-before.ts';
import { queryOnce } from '../support/postgres.ts';

const OURS = '0007-conversations.sql';

it('lets connections of members of before write to them, by the grant that new members begin with', async () => {
  const before = await databaseBefore(OURS);
  const { url } = before;
  const network = '019cbdb6-6e00-7000-8000-000000000001';
  const [member, former] = ['019cbdb6-6e00-7000-8000-00000000000a', '019cbdb6-6e00-7000-8000-00000000000b'];
  await queryOnce(
    url,
    `insert into community.network values ('${network}', 'acme', '', '', 'open', '{}', 'public', null, '2026-01-01')`,
  );
  for (const id of [member, former]) {
    await queryOnce(
      url,
      `insert into community.actor values ('${network}', '${id}', 'persona', '${id}', '', '', 'chosen', 0, false, false,
        '{}', '2026-01-01')`,
    );
    const until = id === member ? 'infinity' : '2026-02-01';
    await queryOnce(
      url,
      `insert into community.tie values ('${network}', '${id}', 'network', '2026-01-01', '${until}')`,
    );
  }
  await before.migrate();
  const audience = { any: [[connectionsKey(member as ActorId)]], except: [] };
  const { rows } = await queryOnce(
    url,
    `select g.object_id, g.actions, g.audience_id, a.terms, a.except_keys, a.keys, t.anchor, substr(g.id::text, 1, 15) as begins
     from community."grant" g join community.audience a on a.id = g.audience_id
     join community.audience_term t on t.audience_id = a.id`,
  );
  assert.deepEqual(rows, [
    {
      object_id: member,
      actions: ['contact'],
      audience_id: audienceId(audience),
      terms: audience.any,
      except_keys: [],
      keys: audience.any[0],
      anchor: audience.any[0]?.[0],
      begins: '019cbdb6-6e00-7',
    },
  ]);
  await before.drop();
});
