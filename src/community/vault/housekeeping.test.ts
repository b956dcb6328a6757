import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type TestApp, testApp } from '../../../test/support/app.ts';
import { answerOf, makeNetwork, makePersona, type TestPersona } from '../../../test/support/people.ts';
import { instantOf } from '../../store/deps.ts';
import { sweep } from './housekeeping.ts';

const DAY_MS = 24 * 3600_000;

describe('housekeeping', () => {
  let app: TestApp;
  let ada: TestPersona;

  before(async () => {
    app = await testApp();
    ada = await makePersona(app, await makeNetwork(app), 'ada');
  });

  const run = () => sweep(app.deps, instantOf(app.deps));
  const rows = async (table: string) =>
    (await sql<object>`select * from ${sql.table(table)}`.execute(app.deps.store.bridge)).rows.length;

  it('deletes copies whose time is over, and no other', async () => {
    const disclosed = async (value: string, until: string | null) => {
      const made = (await answerOf(
        await app.request('POST', '/api/privacy/v1/attributes', {
          token: ada.token,
          body: { kind: 'skill', value },
        }),
        201,
      )) as { id: string };
      const path = `/api/privacy/v1/attributes/${made.id}/disclosure`;
      const body = { audience: { kind: 'network' }, until };
      await answerOf(await app.request('PUT', path, { token: ada.token, body }), 200);
    };
    await disclosed('brief', new Date(app.clock.now().getTime() + DAY_MS).toISOString());
    await disclosed('lasting', null);
    await run();
    assert.equal(await rows('community.disclosure'), 2);
    app.clock.advance(2 * DAY_MS);
    await run();
    const left = await app.deps.store.community.selectFrom('community.disclosure').select('value').execute();
    assert.deepEqual(left, [{ value: 'lasting' }]);
    assert.equal(await rows('vault.disclosed'), 1);
    assert.equal(await rows('vault.attribute'), 2);
  });

  it('ends sessions that are over, with the tokens handed to them, and forgets attempts', async () => {
    assert.ok((await rows('vault.session')) > 0);
    app.clock.advance(31 * DAY_MS);
    await run();
    assert.deepEqual(
      await Promise.all(
        ['vault.session', 'vault.session_token', 'vault.attempt', 'community.token'].map(rows),
      ),
      [0, 0, 0, 0],
    );
  });
});
