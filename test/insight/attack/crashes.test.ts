import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { COUNT_RHO, MOST_RHO } from '../../../src/insight/noise/accounting.ts';
import { ENGAGEMENT_PURPOSES } from '../../../src/privacy/purposes.ts';
import type { ActorId } from '../../../src/privacy/words.ts';
import { openStore, type Store } from '../../../src/store/database.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import type { TestPersona } from '../../support/people.ts';
import { queryOnce } from '../../support/postgres.ts';
import { type CutProxy, cutProxy } from './cut-proxy.ts';
import { ALL_FUNCTIONS, type House, house } from './house.ts';

describe('an adversary who pulls the plug', () => {
  let database: FreshDatabase;
  let h: House;
  let proxy: CutProxy;
  let member: TestPersona;
  /** Other processes of the same server. */
  const stores: Store[] = [];

  before(async () => {
    database = await freshDatabase();
    h = await house({ database });
    member = await h.person();
    proxy = await cutProxy(database.url);
  });
  after(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await proxy.close();
  });

  const another = (url = database.url): Store => {
    const store = openStore(url, { community: 4 });
    stores.push(store);
    return store;
  };
  /** What stands in the database for an organisation. */
  const standing = async (organisation: ActorId) => {
    const { rows } = await sql<{ spent: number; charged: number; answers: number; uses: number }>`select
      coalesce((select sum(spent) from community.noise_budget where organisation_id = ${organisation}), 0)::bigint as spent,
      (select coalesce(sum(charge), 0)::bigint from community.noise_answer where organisation_id = ${organisation}) as charged,
      (select count(*)::int from community.noise_answer where organisation_id = ${organisation}) as answers,
      (select count(*)::int from community.data_use_participant p
        join community.data_use u on u.network_id = p.network_id and u.id = p.use_id
        where u.organisation_id = ${organisation} and p.subject_id = ${member.id}) as uses`.execute(
      h.app.deps.store.community,
    );
    const [found] = rows;
    assert.ok(found !== undefined);
    return found;
  };
  /** Asking again has one answer for one charge, whatever went before. */
  const recovers = async (organisation: ActorId): Promise<string> => {
    const asked = h.question(organisation);
    const [first, second] = [await (await h.post(asked)).text(), await (await h.post(asked)).text()];
    assert.equal(first, second);
    assert.deepEqual(await standing(organisation), {
      spent: Number(COUNT_RHO),
      charged: Number(COUNT_RHO),
      answers: 1,
      uses: 1,
    });
    return first;
  };

  /** After which row of which table the connection is killed; deferred is as it commits. */
  const POINTS = [
    ['the budget is opened', 'noise_budget', 'insert', ''],
    ['the use is noted', 'data_use', 'insert', ''],
    ['a participant is noted', 'data_use_participant', 'insert', ''],
    ['it is spent', 'noise_budget', 'update', ''],
    ['the answer is kept', 'noise_answer', 'insert', ''],
    ['it commits', 'noise_answer', 'insert', 'deferred'],
  ] as const;
  for (const [when, table, event, deferred] of POINTS) {
    it(`as ${when} has spent nothing, learnt nothing, and pays once for asking again`, async () => {
      const orga = await h.organisation();
      await h.let(member, orga, true);
      const kind = deferred === '' ? 'trigger' : 'constraint trigger';
      const deferring = deferred === '' ? '' : 'deferrable initially deferred';
      await queryOnce(
        database.url,
        `create function public.plug() returns trigger language plpgsql security definer as
           $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
         create ${kind} plug after ${event} on community.${table} ${deferring}
           for each row execute function public.plug()`,
      );
      const store = another();
      try {
        await assert.rejects(h.askBy({ ...h.app.deps, store }, h.question(orga)));
      } finally {
        await queryOnce(database.url, `drop trigger plug on community.${table}; drop function public.plug()`);
      }
      assert.deepEqual(await standing(orga), { spent: 0, charged: 0, answers: 0, uses: 0 });
      await recovers(orga);
      const goesOn = await h.askBy({ ...h.app.deps, store }, h.question(orga));
      assert.ok(goesOn.ok, 'who lost a connection has others');
      await h.let(member, orga, false);
    });
  }

  it('between counting and spending has spent nothing, and the noise that was drawn is nobody’s', async () => {
    const orga = await h.organisation();
    await h.let(member, orga, true);
    const drawn: Buffer[] = [];
    const random = (bytes: number): Buffer => {
      const some = h.app.deps.random(bytes);
      drawn.push(some);
      throw new Error('the power went');
    };
    await assert.rejects(h.askBy({ ...h.app.deps, random }, h.question(orga)), /the power went/);
    assert.equal(drawn.length, 1, 'it had come as far as the noise');
    assert.deepEqual(await standing(orga), { spent: 0, charged: 0, answers: 0, uses: 0 });
    await recovers(orga);
    await h.let(member, orga, false);
  });

  it('once it is committed has spent it: the answer is there, and isn’t paid twice', async () => {
    const orga = await h.organisation();
    await h.let(member, orga, true);
    const store = another(proxy.url);
    proxy.cutAtCommit();
    await assert.rejects(h.askBy({ ...h.app.deps, store }, h.question(orga)));
    const lost = await standing(orga);
    assert.deepEqual([lost.spent, lost.answers], [Number(COUNT_RHO), 1]);
    const { rows } = await sql<{ id: string; released: number | null }>`select id, released
      from community.noise_answer where organisation_id = ${orga}`.execute(h.app.deps.store.community);
    const { id, count } = JSON.parse(await recovers(orga)) as { id: string; count: number | null };
    assert.deepEqual([{ id, released: count }], rows);
    await h.let(member, orga, false);
  });

  it('finds as much spent after a restart, and three processes at once spend no more than there is', async () => {
    const orga = await h.organisation(ALL_FUNCTIONS);
    await sql`insert into community.noise_budget (network_id, organisation_id, quarter, spent)
      values (${h.network.id}, ${orga}, '2026-Q1', ${Number(MOST_RHO - 5n * COUNT_RHO)})`.execute(
      h.app.deps.store.community,
    );
    const processes = [h.app.deps.store, another(), another()];
    const questions = ENGAGEMENT_PURPOSES.slice(0, 4).flatMap((purpose) =>
      ALL_FUNCTIONS.slice(0, 4).map((fn) => h.question(orga, { purpose, function: fn })),
    );
    const answers = await Promise.all(
      questions.flatMap((asked) =>
        processes.map(async (store) => ({ asked, told: await h.askBy({ ...h.app.deps, store }, asked) })),
      ),
    );
    const answered = new Map<string, Set<number | null>>();
    for (const { asked, told } of answers) {
      if (!told.ok) continue;
      const key = JSON.stringify(asked);
      answered.set(key, (answered.get(key) ?? new Set()).add(told.value.released));
    }
    assert.equal(answered.size, 5);
    for (const told of answered.values()) assert.equal(told.size, 1, 'all are told the same');
    const { spent, charged, answers: kept } = await standing(orga);
    assert.ok(BigInt(spent) <= MOST_RHO && kept === 5 && charged === Number(5n * COUNT_RHO));
    const restarted = await h.askBy({ ...h.app.deps, store: another() }, h.question(orga, { what: 'ties' }));
    assert.ok(!restarted.ok && restarted.refusal.kind === 'too-many');
  });
});
