import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { RHO_OF_SHARE, type Share } from '../../src/insight/allowance/own-allowance.ts';
import { countAffected } from '../../src/insight/counting/count-affected.ts';
import { COUNT_RHO, MOST_RHO, USUAL_ALLOWANCE } from '../../src/insight/noise/accounting.ts';
import { quarterOf } from '../../src/insight/noise/quarter.ts';
import type { Purpose } from '../../src/privacy/purposes.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { instantOf } from '../../src/store/deps.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestPersona } from '../support/people.ts';
import { ALL_FUNCTIONS, type House, house } from './attack/house.ts';
import { noiseOf } from './noise-of.ts';

const PATH = '/api/privacy/v1/allowance';

interface AllowanceJson {
  share: Share;
  quarter: string;
  renews_at: string;
  epsilon_spent: string;
  epsilon_most: string;
  counts_left: number;
  counts: number;
}

interface Told {
  count: number | null;
  budget: unknown;
}

describe('a member’s own allowance over all organisations', () => {
  let h: House;
  let url: string;
  /** Where the server has its noise from while it is set. */
  let seeded: ((bytes: number) => Buffer) | null = null;
  const stores: Store[] = [];
  let turn = 0;

  before(async () => {
    const database = await freshDatabase();
    url = database.url;
    h = await house({ database, random: (bytes) => (seeded ?? noiseOf(`others ${++turn}`))(bytes) });
  });
  after(() => Promise.all(stores.map((store) => store.close())));

  const db = () => h.app.deps.store.community;
  const quarter = () => quarterOf(instantOf(h.app.deps)).name;
  const own = (who: TestPersona) => h.call<AllowanceJson>(who, 'GET', PATH);
  const choose = (who: TestPersona, share: Share) => h.call<AllowanceJson>(who, 'PUT', PATH, { share });
  /** As if so much had been taken of them, by organisations that were charged as much. */
  const take = async (who: TestPersona, spent: bigint) => {
    await sql`insert into community.allowance_spent (network_id, actor_id, quarter, spent)
      values (${h.network.id}, ${who.id}, ${quarter()}, ${spent.toString()}::bigint)`.execute(db());
    await sql`insert into community.allowance_turn (network_id, quarter, charged)
      values (${h.network.id}, ${quarter()}, ${spent.toString()}::bigint)
      on conflict (network_id, quarter) do update set charged = greatest(allowance_turn.charged, excluded.charged)`.execute(
      db(),
    );
  };
  /** How often organisations counted them, as they are told. */
  const uses = async (who: TestPersona) =>
    (await h.call<{ deed: string; epsilon: string }[]>(who, 'GET', '/api/privacy/v1/uses?limit=200')).length;
  const count = async (orga: ActorId, seed: string, more: object = {}): Promise<Told> => {
    seeded = noiseOf(seed);
    try {
      const response = await h.post(h.question(orga, more));
      assert.equal(response.status, 200);
      return (await response.json()) as Told;
    } finally {
      seeded = null;
    }
  };
  /** Has a member let just these organisations do something with their posts. */
  const letThem = (who: TestPersona, orgas: readonly ActorId[], purpose: Purpose = 'mining') =>
    h.call(who, 'PUT', `/api/privacy/v1/processing-rules/${purpose}`, {
      rules: orgas.map((orga) => ({ audience: { kind: 'persona', persona: orga }, over: ['posts'] })),
    });
  const nextQuarter = () => h.app.clock.set(quarterOf(instantOf(h.app.deps)).ends + 1000);

  it('is what one organisation may spend, and shows what is left of it', async () => {
    const ann = await h.person();
    const orga = await h.organisation();
    await h.let(ann, orga, true);
    assert.equal(USUAL_ALLOWANCE, MOST_RHO);
    const before = await own(ann);
    assert.deepEqual([before.share, before.epsilon_spent, before.epsilon_most], ['usual', '0', '2']);
    assert.equal(before.counts_left, Number(USUAL_ALLOWANCE / COUNT_RHO));
    await count(orga, 'first');
    const after = await own(ann);
    assert.equal(after.counts_left, before.counts_left - 1);
    const [use] = await h.call<{ epsilon: string }[]>(ann, 'GET', '/api/privacy/v1/uses');
    assert.equal(use?.epsilon, after.epsilon_spent);
    await count(orga, 'again');
    assert.equal((await own(ann)).counts_left, after.counts_left, 'the same question takes nothing more');
    await h.let(ann, orga, false);
  });

  it('that is used up leaves the member out in silence, until the next quarter', async () => {
    const [ann, bob] = [await h.person(), await h.person()];
    const orgas = [await h.organisation(), await h.organisation(), await h.organisation()];
    for (const who of [ann, bob]) await letThem(who, orgas);
    await take(ann, USUAL_ALLOWANCE - 2n * COUNT_RHO);
    const told: Told[] = [];
    for (const orga of orgas) told.push(await count(orga, 'the same noise'));
    assert.deepEqual([await uses(ann), await uses(bob)], [2, 3]);
    assert.equal((await own(ann)).counts_left, 0);
    const [first, second, third] = told;
    assert.equal(first?.count, second?.count);
    if (third?.count !== null) assert.equal(third?.count, (first?.count ?? 0) - 1, 'she isn’t counted');
    assert.deepEqual(third?.budget, first?.budget, 'it pays the same');
    nextQuarter();
    await count(orgas[0] as ActorId, 'anew');
    assert.deepEqual([await uses(ann), await uses(bob)], [3, 4]);
    for (const who of [ann, bob]) await letThem(who, []);
  });

  it('can be chosen to be less, never more, and nobody is told but the member', async () => {
    const [ann, bob] = [await h.person(), await h.person()];
    const orga = await h.organisation(ALL_FUNCTIONS);
    for (const who of [ann, bob]) await h.let(who, orga, true);
    const none = await choose(ann, 'none');
    assert.deepEqual([none.share, none.epsilon_most, none.counts_left], ['none', '0', 0]);
    assert.equal((await own(bob)).share, 'usual');
    await count(orga, 'one');
    assert.deepEqual([await uses(ann), await uses(bob)], [0, 1]);
    const tenth = await choose(ann, 'tenth');
    assert.ok(tenth.counts_left >= 2 && tenth.counts_left < 10, `${tenth.counts_left}`);
    const functions = ALL_FUNCTIONS.filter((fn) => fn !== 'marketing');
    for (const fn of functions.slice(0, 5)) await count(orga, fn, { function: fn });
    const counted = Math.min(5, tenth.counts_left);
    assert.deepEqual([await uses(ann), await uses(bob)], [counted, 6]);
    await choose(ann, 'usual');
    await count(orga, 'last', { what: 'posts', function: functions[0], purpose: 'mining' });
    await h.call(ann, 'PUT', PATH, { share: 'double' }, 422);
    await h.call(ann, 'PUT', PATH, { most: 1 }, 422);
    assert.equal((await h.ask(null, 'GET', PATH)).status, 401);
    for (const who of [ann, bob]) await h.let(who, orga, false);
  });

  it('isn’t overspent by organisations that ask at once, from several servers', async () => {
    const ann = await h.person();
    const orgas: ActorId[] = [];
    for (let n = 0; n < 8; n++) orgas.push(await h.organisation());
    await letThem(ann, orgas);
    await take(ann, USUAL_ALLOWANCE - 3n * COUNT_RHO - 1n);
    const another = openStore(url, { community: 6 });
    stores.push(another);
    const told = await Promise.all(
      orgas.map((orga, n) =>
        h.askBy({ ...h.app.deps, store: n % 2 === 0 ? another : h.app.deps.store }, h.question(orga)),
      ),
    );
    assert.ok(
      told.every((one) => one.ok),
      'no organisation is told',
    );
    assert.equal(await uses(ann), 3);
    const { rows } = await sql<{ spent: number }>`select spent from community.allowance_spent
      where actor_id = ${ann.id} and quarter = ${quarter()}`.execute(db());
    assert.deepEqual(rows, [{ spent: Number(USUAL_ALLOWANCE - 1n) }]);
    await letThem(ann, []);
  });

  it('is taken from by the number of those whom a breach affects, too, which nobody is told of as a use', async () => {
    const ann = await h.person();
    const orga = await h.organisation();
    await h.let(ann, orga, true);
    await count(orga, 'a use that a breach is about');
    const found = sql`select ${ann.id}::uuid as subject`;
    const affected = (scope: string) =>
      countAffected(
        h.app.deps,
        h.network.id as NetworkId,
        { organisation: orga, scope, found },
        instantOf(h.app.deps),
      );
    const before = (await own(ann)).counts_left;
    assert.ok((await affected('a')).ok);
    assert.equal((await own(ann)).counts_left, before - 1);
    assert.equal(await uses(ann), 1);
    await choose(ann, 'none');
    assert.ok((await affected('b')).ok);
    await choose(ann, 'usual');
    assert.equal((await own(ann)).counts_left, before - 1, 'who has nothing left isn’t in it');
    await h.let(ann, orga, false);
  });

  it('goes by what was taken and chosen, whatever happens in which order', async () => {
    const people = [await h.person(), await h.person(), await h.person()];
    const orgas = [await h.organisation(ALL_FUNCTIONS), await h.organisation(ALL_FUNCTIONS)];
    const purpose: Purpose = 'aggregation';
    const SHARES_ASKED: Share[] = ['usual', 'half', 'tenth', 'none'];
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ does: fc.constant('ask' as const), orga: fc.nat(1) }) },
      {
        weight: 2,
        arbitrary: fc.record({ does: fc.constant('choose' as const), who: fc.nat(2), share: fc.nat(3) }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          does: fc.constant('let' as const),
          who: fc.nat(2),
          orga: fc.nat(1),
          yes: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: fc.record({ does: fc.constant('renew' as const) }) },
    );
    const run = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
      nextQuarter();
      const model = people.map(() => ({ share: 'usual' as Share, spent: 0n, uses: 0, lets: [false, false] }));
      const began: number[] = [];
      for (const [n, who] of people.entries()) {
        await choose(who, 'usual');
        await letThem(who, [], purpose);
        // So near to the end that a few counts decide.
        const spent = USUAL_ALLOWANCE - BigInt(n + 1) * COUNT_RHO;
        await take(who, spent);
        const one = model[n];
        if (one !== undefined) one.spent = spent;
        began.push(await uses(who));
      }
      let asked = 0;
      for (const one of steps) {
        if (one.does === 'ask') {
          const fn = ALL_FUNCTIONS[asked % ALL_FUNCTIONS.length];
          // Another day, so that it is a new question; the quarter is long enough.
          if (++asked % ALL_FUNCTIONS.length === 0) h.app.clock.advance(86_400_000);
          await count(orgas[one.orga] as ActorId, `${asked}`, { function: fn, purpose });
          for (const each of model) {
            if (!each.lets[one.orga] || each.spent + COUNT_RHO > RHO_OF_SHARE[each.share]) continue;
            each.spent += COUNT_RHO;
            each.uses++;
          }
        } else if (one.does === 'choose') {
          const share = SHARES_ASKED[one.share] as Share;
          await choose(people[one.who] as TestPersona, share);
          (model[one.who] as (typeof model)[number]).share = share;
        } else if (one.does === 'let') {
          const { lets } = model[one.who] as (typeof model)[number];
          lets[one.orga] = one.yes;
          const let_ = orgas.filter((_, n) => lets[n]);
          await letThem(people[one.who] as TestPersona, let_, purpose);
        } else {
          nextQuarter();
          for (const each of model) each.spent = 0n;
        }
      }
      for (const [n, who] of people.entries()) {
        const [is, expected] = [await own(who), model[n]];
        assert.ok(expected !== undefined);
        const most = RHO_OF_SHARE[expected.share];
        const left = expected.spent >= most ? 0 : Number((most - expected.spent) / COUNT_RHO);
        assert.deepEqual([is.share, is.counts_left], [expected.share, left]);
        assert.equal(Math.min(200, (await uses(who)) - (began[n] ?? 0)), expected.uses);
      }
    });
    await fc.assert(run, { numRuns: 6, seed: 35 });
  });
});
