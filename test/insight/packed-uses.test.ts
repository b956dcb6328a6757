import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { readHeld } from '../../src/community/check-up/held.ts';
import { usesUnder } from '../../src/community/receipts/uses-under.ts';
import { affectedBy } from '../../src/governance/breaches/scope.ts';
import { RHO_OF_SHARE } from '../../src/insight/allowance/own-allowance.ts';
import { COUNT_RHO, USUAL_ALLOWANCE } from '../../src/insight/noise/accounting.ts';
import { appendBeat } from '../../src/ledger/log/append.ts';
import { keyOf } from '../../src/ledger/log/read-log.ts';
import { verifyStored } from '../../src/ledger/log/verify-stored.ts';
import { verifyProofFile } from '../../src/ledger/verify/proof-file.ts';
import { type ActorId, FOREVER, type NetworkId } from '../../src/privacy/words.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { instantOf } from '../../src/store/deps.ts';
import { spreadUse } from '../../src/store/participations.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { sessionHeaders, type TestPersona } from '../support/people.ts';
import { queryOnce } from '../support/postgres.ts';
import { type House, house } from './attack/house.ts';
import { crowd } from './crowd.ts';

const API = '/api/privacy/v1';
const CROWD = 250;

describe('a use of more members than have rows at once', () => {
  let database: FreshDatabase;
  let h: House;
  let network: NetworkId;
  let ann: TestPersona;
  let bob: TestPersona;
  let orga: ActorId;
  let orgb: ActorId;
  const stores: Store[] = [];

  before(async () => {
    database = await freshDatabase();
    h = await house({ database });
    network = h.network.id as NetworkId;
    [ann, bob, orga, orgb] = [
      await h.person(),
      await h.person(),
      await h.organisation(),
      await h.organisation(),
    ];
    await allow(ann);
    // By two grants at once.
    await allow(bob, [{ kind: 'network' }]);
    await crowd(h.app.deps.store, ann, CROWD);
  });
  after(() => Promise.all(stores.map((store) => store.close())));

  const allow = (who: TestPersona, besides: object[] = []) =>
    h.call(who, 'PUT', `${API}/processing-rules/mining`, {
      rules: [...[orga, orgb].map((persona) => ({ kind: 'persona', persona })), ...besides].map(
        (audience) => ({
          audience,
          over: ['posts'],
        }),
      ),
    });
  const db = () => h.app.deps.store.community;
  const ask = async (of = orga) => assert.equal((await h.post(h.question(of))).status, 200);
  const nextDay = () => h.app.clock.advance(86_400_000);
  const rows = async () =>
    (
      await sql<{ packed: number; rows: number; spent: number }>`select
        (select coalesce(sum(cardinality(subjects)), 0)::int from community.data_use_packed) as packed,
        (select count(*)::int from community.data_use_participant) as rows,
        (select coalesce(sum(spent), 0)::bigint from community.allowance_spent) as spent`.execute(db())
    ).rows[0];
  /** All that a member, and whoever answers for a breach, can know of uses. */
  const known = async (who: TestPersona) => {
    const uses = await h.call<{ id: string; place: unknown; grants: { id: string }[] }[]>(
      who,
      'GET',
      `${API}/uses`,
    );
    const grants = uses.flatMap((use) => use.grants.map(({ id }) => id));
    const at = instantOf(h.app.deps);
    const scope = { from: 0, until: FOREVER, functions: [], purposes: [], kinds: [], seats: [] };
    const affected = await sql<{
      many: number;
      those: string[];
    }>`select count(*)::int as many, array_agg(a.subject order by 1) as those
      from (${affectedBy(network, orga, scope)}) a`.execute(db());
    const held = await readHeld(db(), { network, owner: who.id as ActorId }, { due: 9, others: 9 }, at);
    return {
      uses: uses.map(({ place, ...use }) => use),
      notice: await h.call(who, 'GET', `${API}/organisations/${orga}/processing`),
      under: [...(await usesUnder(h.app.deps, network, who.id as ActorId, grants))],
      held: held.others.map(({ usedAt }) => usedAt),
      affected: affected.rows,
      allowance: await h.call(who, 'GET', `${API}/allowance`),
    };
  };

  it('is there for everybody who reads of uses before it is spread, as it is afterwards', async () => {
    await ask();
    const charge = Number(COUNT_RHO);
    assert.deepEqual(await rows(), { packed: CROWD + 2, rows: 0, spent: 0 });
    const packed = [await known(ann), await known(bob)];
    assert.deepEqual(
      packed.map(({ uses }) => uses.map(({ grants }) => grants.length)),
      [[1], [2]],
    );
    assert.ok(packed[0]?.held.some((used) => used !== null));
    assert.equal(packed[0]?.affected[0]?.many, CROWD + 2);
    assert.ok((packed[0]?.under.length ?? 0) > 0);
    await h.drain();
    assert.deepEqual(await rows(), { packed: 0, rows: CROWD + 2, spent: (CROWD + 2) * charge });
    assert.deepEqual([await known(ann), await known(bob)], packed);
    await h.drain();
    assert.deepEqual((await rows())?.spent, (CROWD + 2) * charge, 'it is spread once');
  });

  it('takes from allowances before it is spread', async () => {
    nextDay();
    const quarter = '2026-Q1';
    await sql`update community.allowance_spent set spent = ${Number(USUAL_ALLOWANCE - COUNT_RHO)}
      where actor_id = ${ann.id} and quarter = ${quarter}`.execute(db());
    await sql`update community.allowance_turn set charged = ${Number(USUAL_ALLOWANCE)}`.execute(db());
    const before = [await known(ann), await known(bob)].map(({ uses }) => uses.length);
    await ask(orga);
    await ask(orgb);
    const after = [await known(ann), await known(bob)].map(({ uses }) => uses.length);
    assert.deepEqual(after, [(before[0] ?? 0) + 1, (before[1] ?? 0) + 2]);
    assert.equal((await rows())?.packed, 2 * (CROWD + 2) - 1);
    await h.call(bob, 'PUT', `${API}/allowance`, { share: 'tenth' });
    nextDay();
    await ask(orga);
    nextDay();
    await ask(orga);
    const later = (await known(bob)).uses.length;
    assert.ok(later <= Number(RHO_OF_SHARE.tenth / COUNT_RHO), 'who chose less is out by what is packed');
    await h.call(bob, 'PUT', `${API}/allowance`, { share: 'usual' });
    await h.drain();
  });

  it('is entered by the ledger though it isn’t spread yet, and proved', async () => {
    nextDay();
    await ask(orgb);
    h.app.clock.advance(600_000);
    await appendBeat(h.app.deps, network, instantOf(h.app.deps), instantOf(h.app.deps));
    assert.equal((await rows())?.packed, 0);
    const [use] = await h.call<{ id: string; place: number | null }[]>(bob, 'GET', `${API}/uses`);
    assert.ok(use !== undefined && use.place !== null);
    const proof = JSON.stringify(await h.call(bob, 'GET', `${API}/uses/${use.id}/proof`));
    const checked = verifyProofFile(proof, keyOf(h.app.deps, network));
    assert.ok(checked.holds, JSON.stringify(checked));
    assert.deepEqual(await verifyStored(h.app.deps, network, null), { holds: true });
    await h.drain();
  });

  it('forgets whoever leaves, packed or spread', async () => {
    const cas = await h.person();
    await allow(cas);
    nextDay();
    await ask(orga);
    await h.drain();
    nextDay();
    await ask(orga);
    await h.call(cas, 'PUT', `${API}/allowance`, { share: 'half' });
    const grants = (await known(cas)).uses.flatMap((use) => use.grants);
    assert.equal((await known(cas)).uses.length, 2);
    const left = await h.app.request('DELETE', `${API}/personas/${cas.id}`, {
      headers: sessionHeaders(cas.cookie),
    });
    assert.ok(left.ok);
    const everything = async () =>
      JSON.stringify(
        await Promise.all(
          ['data_use_packed', 'data_use_participant', 'allowance_spent', 'allowance_choice'].map(
            async (table) => (await sql`select * from community.${sql.raw(table)}`.execute(db())).rows,
          ),
        ),
      );
    const traces = [cas.id, ...grants.map(({ id }) => id)];
    for (const id of traces) assert.ok(!(await everything()).includes(id));
    assert.equal((await rows())?.packed, CROWD + 1, 'all but who left, and Ann, who has nothing left');
    await h.drain();
    for (const id of traces) assert.ok(!(await everything()).includes(id));
  });

  /** After which row of which table the connection is killed; deferred is as it commits. */
  const POINTS = [
    ['the turn is taken', 'allowance_turn', 'insert or update', ''],
    ['it is noted in one row', 'data_use_packed', 'insert', ''],
    ['the outbox is to spread it', 'outbox', 'insert', ''],
    ['it commits', 'data_use_packed', 'insert', 'deferred'],
  ] as const;
  for (const [when, table, event, deferred] of POINTS) {
    it(`has taken nothing of anybody when the plug is pulled as ${when}`, async () => {
      await h.drain();
      nextDay();
      const before = [await rows(), await turns(), (await known(bob)).uses.length];
      const unplug = await plug(table, event, deferred);
      const store = openStore(database.url, { community: 3 });
      stores.push(store);
      try {
        await assert.rejects(h.askBy({ ...h.app.deps, store }, h.question(orgb)));
      } finally {
        await unplug();
      }
      assert.deepEqual([await rows(), await turns(), (await known(bob)).uses.length], before);
      await ask(orgb);
      await h.drain();
      assert.equal((await known(bob)).uses.length, Number(before[2]) + 1);
    });
  }

  it('is spread whole or not at all when the plug is pulled meanwhile', async () => {
    nextDay();
    await ask(orgb);
    const before = await rows();
    const seen = await known(bob);
    for (const [table, event] of [
      ['data_use_participant', 'insert'],
      ['allowance_spent', 'insert or update'],
    ] as const) {
      const unplug = await plug(table, event, '');
      const store = openStore(database.url, { community: 3 });
      stores.push(store);
      const { rows: packed } = await sql<{
        use_id: never;
      }>`select use_id from community.data_use_packed`.execute(db());
      try {
        await assert.rejects(
          store.community.transaction().execute((trx) => spreadUse(trx, network, packed[0]?.use_id as never)),
        );
      } finally {
        await unplug();
      }
      assert.deepEqual(await rows(), before);
      assert.deepEqual(await known(bob), seen);
    }
    await h.drain();
    assert.equal((await rows())?.packed, 0);
    assert.deepEqual(await known(bob), seen);
  });

  const turns = async () =>
    (await sql`select quarter, charged from community.allowance_turn`.execute(db())).rows;
  const plug = async (table: string, event: string, deferred: string): Promise<() => Promise<unknown>> => {
    const kind = deferred === '' ? 'trigger' : 'constraint trigger';
    const deferring = deferred === '' ? '' : 'deferrable initially deferred';
    await queryOnce(
      database.url,
      `create function public.plug() returns trigger language plpgsql security definer as
         $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
       create ${kind} plug after ${event} on community.${table} ${deferring}
         for each row execute function public.plug()`,
    );
    return () =>
      queryOnce(database.url, `drop trigger plug on community.${table}; drop function public.plug()`);
  };
});
