import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { verifyStored } from '../../src/ledger/log/verify-stored.ts';
import type { NetworkId } from '../../src/privacy/words.ts';
import type { Store } from '../../src/store/database.ts';
import { testApp } from '../support/app.ts';
import { freshDatabase } from '../support/database.ts';
import { longVariable } from '../support/long.ts';
import { makeNetwork, makePersona } from '../support/people.ts';
import { LEDGER_DEPS } from './ledger-deps.ts';

const KILLS = process.env[longVariable] ? 1000 : 100;

describe('the ledger, when processes that append are killed', { timeout: KILLS * 10_000 }, () => {
  let store: Store;
  let url: string;
  let network: NetworkId;
  let owner: string;

  before(async () => {
    const database = await freshDatabase();
    const app = await testApp({ database });
    const made = await makeNetwork(app);
    owner = (await makePersona(app, made, 'ann')).id;
    network = made.id as NetworkId;
    ({ store, url } = database);
  });

  /** Two at a time, so that one is killed while another appends or waits. */
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'appender.ts'), url, network, owner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`the appender ended by itself: ${code}`)));
    });
    child.removeAllListeners('exit');
    return child;
  };

  it(`agrees with the facts after each of ${KILLS} kills`, async () => {
    let other = await start();
    for (let kill = 0; kill < KILLS; kill++) {
      const victim = other;
      other = await start();
      await sleep((kill * 7) % 40);
      victim.kill('SIGKILL');
      await agrees();
      if (kill % 50 === 49)
        assert.deepEqual(await verifyStored({ ...LEDGER_DEPS, store }, network, null), { holds: true });
    }
    other.kill('SIGKILL');
    await sleep(200);
    await agrees();
    assert.deepEqual(await verifyStored({ ...LEDGER_DEPS, store }, network, null), { holds: true });
    const { rows } = await sql<{ count: number }>`select count(*) as count from community.ledger_entry
      where network_id = ${network}`.execute(store.community);
    assert.ok((rows[0]?.count ?? 0) > KILLS, 'much was entered');
  });

  /** In one look: what is entered has its entries, each once, at different places, and what isn't has none. */
  async function agrees(): Promise<void> {
    const { rows } = await sql<{ wrong: number; twice: number; uses: number; beyond: number }>`
      with entered as (
        select e.about_id, count(*) filter (where e.content like '{"entry":"grant",%') as given,
          count(*) filter (where e.content like '{"entry":"grant ended",%') as ended
        from community.ledger_entry e where e.network_id = ${network} group by 1)
      select count(*) filter (where (g.entered_until is not null) <> (e.given is not null)) as wrong,
        count(*) filter (where e.given > 1 or e.ended > 1) as twice,
        (select count(*) from community.data_use u where u.network_id = ${network} and (u.seed is not null)::int <> (
          select count(*) from community.ledger_entry x where x.network_id = u.network_id and x.about_id = u.id)) as uses,
        (select count(*) from community.ledger_entry x join community.ledger_head h on h.network_id = x.network_id
          where x.network_id = ${network} and x.place >= h.size) as beyond
      from community."grant" g left join entered e on e.about_id = g.id
      where g.network_id = ${network}`.execute(store.community);
    assert.deepEqual(rows[0], { wrong: 0, twice: 0, uses: 0, beyond: 0 });
  }
});
