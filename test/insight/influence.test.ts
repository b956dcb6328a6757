import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql, type Transaction } from 'kysely';
import { variancesOf } from '../../src/insight/counting/measure.ts';
import { askInfluence } from '../../src/insight/influence/ask-influence.ts';
import { measureNamed } from '../../src/insight/influence/measure-named.ts';
import { type InfluenceQuestion, numbersOf, PARTS } from '../../src/insight/influence/question.ts';
import { COUNT_VARIANCE } from '../../src/insight/noise/accounting.ts';
import { noisy } from '../../src/insight/noise/release.ts';
import { connectionsKey, followersKey } from '../../src/privacy/audience.ts';
import { type ActorId, DAY_MS, type NetworkId } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { Database } from '../../src/store/schema.ts';
import { tie } from '../../src/store/ties.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseOf } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const PATH = `${INSIGHT}/influence`;
const RULES = '/api/privacy/v1/processing-rules/influence-measurement';

interface ClassesJson {
  id: string;
  parts: number | null;
  classes: {
    from: number;
    to: number | null;
    value: number | null;
    fewer_than: number | null;
    interval: { from: number; to: number } | null;
  }[];
  noise: { sigma: number };
  budget: { counts_left: number };
}

interface NamesJson {
  among: number;
  sampled: boolean;
  members: { account: { id: string }; place: number; pagerank: number; betweenness: number }[];
}

interface UseJson {
  deed: string;
  influence: { place: number; among: number; pagerank: number; betweenness: number } | null;
}

/** Noise under which every number of a measure is told, whatever is counted; found without asking anybody. */
function telling(measure: InfluenceQuestion['measure']): string {
  const { part, one } = numbersOf(measure);
  const [variance = 0n] = variancesOf([part], COUNT_VARIANCE);
  for (let n = 0; n < 100_000; n++) {
    const random = noiseOf(`${measure} ${n}`);
    const drawn = Array.from({ length: part.cells }, () => noisy(random, 0, variance));
    if (drawn.every((noise) => noise > 10 * one)) return `${measure} ${n}`;
  }
  throw new Error('no such noise');
}

describe('influence', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const lets = (who: TestPersona, over: readonly string[] = ['ties'], to: unknown = t.toOrga) =>
    t.call(who, 'PUT', RULES, { rules: over.length === 0 ? [] : [{ audience: to, over }] });
  const member = async (over: readonly string[] = ['ties']) => {
    const who = await t.person();
    if (over.includes('named')) await t.show(who, 'birth-date', '1980-05-21', 'year', t.toOrga);
    if (over.length > 0) await lets(who, over);
    return who;
  };
  const db = () => t.app.deps.store.community;
  const connect = async (a: TestPersona, b: TestPersona) => {
    const at = instantOf(t.app.deps);
    const network = t.network.id as NetworkId;
    await tie(db(), network, connectionsKey(a.id as ActorId), [b.id as ActorId], at);
    await tie(db(), network, connectionsKey(b.id as ActorId), [a.id as ActorId], at);
  };
  const follow = (from: TestPersona, to: TestPersona) =>
    tie(
      db(),
      t.network.id as NetworkId,
      followersKey(to.id as ActorId),
      [from.id as ActorId],
      instantOf(t.app.deps),
    );
  const asked = (more: object = {}) => ({
    organisation: t.id,
    function: 'marketing',
    measure: 'ties',
    ...more,
  });
  const ask = (more: object = {}, who = t.sam, status = 200) =>
    t.call<ClassesJson>(who, 'POST', PATH, asked(more), status);
  const names = (who = t.sam, status = 200) =>
    t.call<NamesJson>(who, 'POST', `${PATH}/names`, { organisation: t.id, function: 'marketing' }, status);
  /** The numbers of another day, all told, with the same noise each time. */
  const numbers = async (question: object, seed: string): Promise<number[]> => {
    t.app.clock.advance(DAY_MS);
    const told = await askInfluence(
      { ...t.app.deps, random: noiseOf(seed) },
      await t.viewer(),
      asked(question) as InfluenceQuestion,
      instantOf(t.app.deps),
    );
    assert.ok(told.ok);
    return (told.value.parts[0] ?? []).map((cell) => cell ?? Number.NaN);
  };
  /** How the numbers change by what is done. */
  const changeBy = async (
    question: { measure: InfluenceQuestion['measure'] },
    deed: () => Promise<unknown>,
  ) => {
    const seed = telling(question.measure);
    const first = await numbers(question, seed);
    await deed();
    const second = await numbers(question, seed);
    return second.map((cell, n) => cell - (first[n] ?? Number.NaN));
  };
  const NOTHING = [0, 0, 0, 0, 0, 0];
  const ties = { measure: 'ties' } as const;

  it('is measured over those ties alone whose both ends let it (P7)', async () => {
    const [one, other, silent] = [await member(), await member(), await member([])];
    await connect(one, other);
    await follow(one, other);
    // Of ten parts of a member, those who have one tie are one part nearer to ten.
    assert.deepEqual(await changeBy(ties, async () => connect(one, silent)), NOTHING);
    assert.deepEqual(await changeBy(ties, async () => follow(silent, other)), NOTHING);
    assert.deepEqual(await changeBy(ties, async () => connect(silent, await member([]))), NOTHING);
    const third = await member();
    assert.deepEqual(await changeBy(ties, async () => connect(one, third)), [-2, 2, 0, 0, 0, 0]);
    assert.deepEqual(await changeBy(ties, async () => lets(silent)), [10 - 4, 4, 0, 0, 0, 0]);
    assert.deepEqual(await changeBy(ties, async () => lets(silent, [])), [-(10 - 4), -4, 0, 0, 0, 0]);
    const participants = await t.participants();
    assert.ok(participants.includes(one.id) && participants.includes(third.id));
    assert.ok(!participants.includes(silent.id));
    // Once while they let it, at the end of the one change and at the beginning of the other.
    const uses = await t.call<UseJson[]>(silent, 'GET', '/api/privacy/v1/uses');
    assert.deepEqual(
      uses.map(({ deed }) => deed),
      ['counted', 'counted'],
    );
  });

  it('is of ties that stand, and of none that ended', async () => {
    const [one, other] = [await member(), await member()];
    await connect(one, other);
    const end = () => {
      const now = new Date(instantOf(t.app.deps)).toISOString();
      return sql`update community.tie set valid_until = ${now}::timestamptz
        where member_id in (${one.id}, ${other.id}) and set_key like 'connections:%'`.execute(db());
    };
    assert.deepEqual(await changeBy(ties, end), [2, -2, 0, 0, 0, 0]);
  });

  it('ends with a block, a withdrawal, a suspension, and with what was let elsewhere', async () => {
    const [one, other] = [await member(), await member()];
    await connect(one, other);
    const gone = [-10 + 1 + 1, -1 - 1, 0, 0, 0, 0];
    assert.deepEqual(await changeBy(ties, () => t.call(one, 'POST', `/api/v1/accounts/${t.id}/block`)), gone);
    await t.call(one, 'POST', `/api/v1/accounts/${t.id}/unblock`);
    assert.deepEqual(
      await changeBy(ties, () => lets(one, ['ties'], { kind: 'persona', persona: other.id })),
      gone,
    );
    assert.deepEqual(await changeBy(ties, () => lets(one)), [8, 2, 0, 0, 0, 0]);
    assert.deepEqual(await changeBy(ties, () => lets(one, ['posts', 'attributes'])), gone);
  });

  for (const measure of ['pagerank', 'betweenness', 'communities'] as const) {
    it(`is measured part by part for ${measure}, of which a member changes one`, async () => {
      const crowd = [await member(), await member(), await member()];
      for (const one of crowd) for (const other of crowd) if (one !== other) await follow(one, other);
      const silent = [];
      for (let n = 0; n < 6; n++) silent.push(await member([]));
      const told = await ask({ measure, parts: PARTS[0] });
      assert.equal(told.parts, PARTS[0]);
      // The parts are others each day: on one and the same, as a member sees it who comes at noon.
      const seed = telling(measure);
      const at = instantOf(t.app.deps);
      const now = async () => {
        await sql`delete from community.noise_answer`.execute(db());
        const answer = await askInfluence(
          { ...t.app.deps, random: noiseOf(seed) },
          await t.viewer(),
          asked({ measure, parts: PARTS[0] }) as InfluenceQuestion,
          Math.max(at, instantOf(t.app.deps)),
        );
        assert.ok(answer.ok);
        return (answer.value.parts[0] ?? []).map((cell) => cell ?? Number.NaN);
      };
      let before = await now();
      for (const one of silent) for (const other of crowd) await connect(one, other);
      assert.deepEqual(await now(), before);
      let changed = 0;
      for (const one of silent) {
        await lets(one);
        const after = await now();
        const changes = after.map((cell, n) => cell - (before[n] ?? Number.NaN));
        assert.ok(changes.reduce((sum, change) => sum + change ** 2, 0) <= 2_000_000, `${changes}`);
        if (changes.some((change) => change !== 0)) changed++;
        before = after;
      }
      // Whoever comes where others are alone too, changes no share; but not all of them do.
      assert.ok(changed > 0);
    });
  }

  it('has one answer for its day, and one charge', async () => {
    t.app.clock.advance(DAY_MS);
    const first = await ask();
    const many = await Promise.all(
      Array.from({ length: 10 }, () =>
        t.app.request('POST', PATH, { token: t.sam.token, body: asked({ measure: 'ties' }) }),
      ),
    );
    for (const one of many) assert.deepEqual(await one.json(), first);
    assert.deepEqual(
      first.classes.map(({ from }) => from),
      [0, 10, 20, 30, 40, 50],
    );
    assert.ok(first.noise.sigma > 500 && first.noise.sigma < 510, `${first.noise.sigma}`);
    const byDefault = await ask({ measure: 'pagerank' });
    assert.equal(byDefault.budget.counts_left, first.budget.counts_left - 1);
    assert.deepEqual(await ask({ measure: 'pagerank', parts: 500 }), byDefault);
    for (const { from, to, value, interval } of byDefault.classes) {
      assert.ok(to === null || to > from);
      assert.ok(value === null ? interval === null : value >= 0 && value <= 1);
    }
  });

  it('refuses what is no question, and whoever doesn’t act in the function', async () => {
    for (const wrong of [
      { measure: 'fame' },
      { measure: 'ties', parts: 500 },
      { measure: 'pagerank', parts: 7 },
      { purpose: 'mining' },
      { function: 'none' },
    ]) {
      await ask(wrong, t.sam, 422);
    }
    for (const who of [await t.person(), t.network.admin, t.experts.legal]) {
      await ask({}, who, 404);
      await names(who, 404);
    }
    await ask({ function: 'sales' }, t.sam, 404);
  });

  it('by name has those alone who granted exactly that, over the ties among them', async () => {
    const named = [
      await member(['ties', 'named']),
      await member(['ties', 'named']),
      await member(['ties', 'named']),
    ];
    const [first, second, third] = named as [TestPersona, TestPersona, TestPersona];
    await connect(first, second);
    await connect(first, third);
    const found = await names();
    assert.deepEqual(
      found.members.map(({ account }) => account.id).toSorted(),
      named.map(({ id }) => id).toSorted(),
    );
    const [top] = found.members;
    assert.deepEqual(
      [found.among, found.sampled, top?.account.id, top?.place, top?.betweenness],
      [3, false, first.id, 1, 1],
    );
    // A tie to somebody who lets it be measured, but isn't named, changes nothing.
    const quiet = await member();
    await connect(second, quiet);
    await connect(third, quiet);
    assert.deepEqual(await names(), found);
    // Each has a use of their own, with what was told of them.
    for (const { account, ...worth } of found.members) {
      const who = named.find(({ id }) => id === account.id) as TestPersona;
      const [use] = await t.call<UseJson[]>(who, 'GET', '/api/privacy/v1/uses');
      assert.deepEqual([use?.deed, use?.influence], ['named', { ...worth, among: 3 }]);
    }
    assert.ok(
      (await t.call<UseJson[]>(quiet, 'GET', '/api/privacy/v1/uses')).every(({ deed }) => deed === 'counted'),
    );
    const { rows } = await sql<{
      many: number;
    }>`select count(*)::int as many from community.data_use_participant p
      join community.data_use u on u.network_id = p.network_id and u.id = p.use_id
      where u.deed = 'named' group by u.id`.execute(db());
    assert.ok(rows.length >= 6 && rows.every(({ many }) => many === 1), 'one by one');
    // Whoever hides from the organisation, or from who asks, is as if they weren't there.
    await t.call(third, 'POST', `/api/v1/accounts/${t.sam.id}/block`);
    const fewer = await names();
    assert.deepEqual([fewer.among, fewer.members.length], [2, 2]);
    await lets(second);
    await lets(first, []);
    assert.deepEqual(await names(), { ...fewer, among: 0, members: [] });
  });

  it('by name tells of nobody who withdrew while it was measured', async () => {
    const named = ['ties', 'named'];
    const [stays, quiet, goes] = [await member(named), await member(named), await member(named)];
    const { store } = t.app.deps;
    const transaction = () => ({
      setIsolationLevel: (level: 'repeatable read') => db().transaction().setIsolationLevel(level),
      async execute<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T> {
        t.app.clock.advance(1000);
        await lets(quiet, ['ties']);
        await lets(goes, []);
        t.app.clock.advance(1000);
        return db().transaction().execute(work);
      },
    });
    const community = new Proxy(db(), {
      get(of, key) {
        if (key === 'transaction') return transaction;
        const value: unknown = Reflect.get(of, key, of);
        return typeof value === 'function' ? value.bind(of) : value;
      },
    });
    const told = await measureNamed(
      { ...t.app.deps, store: { ...store, community } },
      await t.viewer(),
      { organisation: t.id as ActorId, function: 'marketing' },
      instantOf(t.app.deps),
    );
    assert.ok(told.ok);
    const members = told.value.named.map(({ subject }) => subject as string);
    assert.deepEqual(
      [stays, quiet, goes].map(({ id }) => members.includes(id)),
      [true, false, false],
    );
    const deeds = async (who: TestPersona) =>
      (await t.call<UseJson[]>(who, 'GET', '/api/privacy/v1/uses')).map(({ deed }) => deed);
    assert.deepEqual([await deeds(quiet), await deeds(goes)], [['counted'], ['counted']]);
    await lets(stays, []);
  });

  it('by name has nobody who may be a minor, nor their ties; numbers have them as others', async () => {
    const [first, second] = [await member(['ties', 'named']), await member(['ties', 'named'])];
    await connect(first, second);
    const found = await names();
    assert.equal(found.among, 2);
    const unknown = await t.person();
    const child = await t.person();
    await t.show(child, 'birth-date', '2015-05-21', 'year', t.toOrga);
    const both = await t.person();
    await t.show(both, 'birth-date', '1980-05-21', 'year', t.toOrga);
    await t.show(both, 'birth-date', '2015-05-21', 'year', t.toOrga);
    const elsewhere = await t.person();
    await t.show(elsewhere, 'birth-date', '1980-05-21', 'year', { kind: 'persona', persona: first.id });
    for (const who of [unknown, child, both, elsewhere]) {
      await lets(who, ['ties', 'named']);
      await connect(first, who);
    }
    assert.deepEqual(await names(), found, 'an unknown age counts as a minor’s');
    t.app.clock.advance(DAY_MS);
    await ask();
    const counted = await t.participants();
    for (const who of [unknown, child, both, elsewhere]) assert.ok(counted.includes(who.id));
    await t.show(unknown, 'birth-date', '1980-05-21', 'decade', t.toOrga);
    assert.equal((await names()).among, 3);
    for (const who of [first, second, unknown, child, both, elsewhere]) await lets(who, []);
  });

  it('is let by name apart, and only with what it is measured by', async () => {
    const who = await t.person();
    const put = (purpose: string, over: readonly string[]) =>
      t.ask(who, 'PUT', `/api/privacy/v1/processing-rules/${purpose}`, {
        rules: [{ audience: t.toOrga, over }],
      });
    for (const [purpose, over] of [
      ['mining', ['ties', 'named']],
      ['influence-measurement', ['named']],
      ['influence-measurement', ['posts', 'named']],
    ] as const) {
      const refused = await put(purpose, over);
      assert.equal(refused.status, 422);
      assert.match(await refused.text(), /named/);
    }
    const given = await put('influence-measurement', ['ties', 'named']);
    const { rules } = (await given.json()) as { rules: { over: string[] }[] };
    assert.deepEqual(rules[0]?.over, ['ties', 'named']);
    const stranger = await t.person();
    const connections = `/api/privacy/v1/personas/${who.id}/connections`;
    const [asStranger, asSeat] = [
      await t.ask(stranger, 'GET', connections),
      await t.ask(t.sam, 'GET', connections),
    ];
    assert.equal(asSeat.status, asStranger.status, 'it lets nobody read who the ties are to');
    await lets(who, []);
  });

  it('is narrowed by policies, in numbers and by name', async () => {
    const [one, other] = [await member(['ties', 'named']), await member(['ties', 'named'])];
    await connect(one, other);
    assert.equal((await names()).among, 2);
    await t.inForce(`@id("nobody-by-name")
forbid (principal in Function::"marketing", action == Action::"see", resource is ConnectionGraph)
when { context.purpose == Purpose::"influence-measurement" };`);
    await names(t.sam, 409);
    await ask({ measure: 'communities' });
    await t.inForce(`@id("no-influence")
forbid (principal in Function::"marketing", action, resource)
when { context.purpose == Purpose::"influence-measurement" };`);
    await ask({ measure: 'betweenness', parts: 1000 }, t.sam, 409);
  });
});
