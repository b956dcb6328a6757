import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { makeExport } from '../../src/insight/exports/make-export.ts';
import type { ExportDefinition } from '../../src/privacy/targeting.ts';
import { type ActorId, DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import { expert } from '../governance/experts.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseOf } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const EXPORTS = `${INSIGHT}/exports`;

interface TableJson {
  id: string;
  rows: { value: string | null; count: number | null; fewer_than: number | null; interval: object | null }[];
  noise: { sigma: number };
  budget: { counts_left: number };
}

describe('tables of numbers that leave the platform', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const dayIn = (days: number) => new Date(instantOf(t.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  const plan = (more: Partial<ExportDefinition> = {}): ExportDefinition => ({
    function: 'marketing',
    purpose: 'aggregation',
    attribute: 'interest',
    values: ['cats', 'dogs'],
    until: dayIn(60),
    ...more,
  });
  const make = (definition: object, who: TestPersona = t.sam, status = 200) =>
    t.call<TableJson>(who, 'POST', EXPORTS, { organisation: t.id, definition }, status);
  const cellsBy = async (definition: ExportDefinition, seed: string) => {
    const made = await makeExport(
      { ...t.app.deps, random: noiseOf(seed) },
      await t.viewer(),
      t.id as ActorId,
      definition,
      instantOf(t.app.deps),
    );
    assert.ok(made.ok);
    return made.value.cells;
  };
  const lets = ['aggregation'];

  it('are made of what was signed to the letter, and of nothing else', async () => {
    const definition = plan();
    await make(definition, t.sam, 403);
    const matter = await t.sign(
      'export',
      JSON.stringify({ ...definition, values: ['dogs', 'cats', 'dogs'] }),
    );
    await make(definition);
    await make({ ...definition, values: ['dogs', 'cats'] });
    for (const more of [
      { values: ['cats', 'dogs', 'birds'] },
      { attribute: 'skill' },
      { until: dayIn(59) },
    ] as const) {
      await make({ ...definition, ...more }, t.sam, 403);
    }
    await make({ ...definition, function: 'sales' }, t.sam, 404);
    for (const who of [await t.person(), t.network.admin, t.experts.legal]) await make(definition, who, 404);
    const listed = await t.call<{ matter: string; definition: object }[]>(
      t.experts.legal,
      'GET',
      `${EXPORTS}?organisation=${t.id}`,
    );
    assert.deepEqual(
      listed.map((one) => [one.matter, one.definition]),
      [[matter, definition]],
    );
    await t.call(t.network.admin, 'GET', `${EXPORTS}?organisation=${t.id}`, undefined, 404);
    t.app.clock.advance(60 * DAY_MS);
    await make(definition, t.sam, 422);
    assert.deepEqual(await t.call(t.sam, 'GET', `${EXPORTS}?organisation=${t.id}`), [], 'it is over');
  });

  it('last for ninety days at most, and name what they count', async () => {
    const late = await t.ask(t.sam, 'POST', EXPORTS, {
      organisation: t.id,
      definition: plan({ until: dayIn(92) }),
    });
    assert.equal(late.status, 422);
    assert.match(await late.text(), /90 days/);
    for (const wrong of [
      { purpose: 'model-training' },
      { attribute: 'gender' },
      { attribute: 'email' },
      { values: [] },
      { values: Array.from({ length: 51 }, (_, n) => `${n}`) },
      { until: '2026-02-30' },
      { until: 'soon' },
      { until: undefined },
      { organisation: t.id },
    ]) {
      await make({ ...plan(), ...wrong }, t.sam, 422);
      const text = JSON.stringify({ ...plan(), ...wrong });
      await t.draft(text, { kind: 'export', title: 'Wrong' }).then(
        () => assert.fail(text),
        (error: Error) => assert.match(error.message, /422/),
      );
    }
  });

  it('have only those in them who let it, each in one row (P7)', async () => {
    const definition = plan({ values: ['fern', 'moss'], until: dayIn(30) });
    await t.sign('export', JSON.stringify(definition));
    const fern = await t.member({ interest: 'fern', lets });
    const both = await t.member({ interest: 'moss', lets });
    await t.show(both, 'interest', 'fern', 'exact', t.toOrga);
    const other = await t.member({ interest: 'lichen', lets });
    await t.show(other, 'interest', 'algae', 'exact', t.toOrga);
    const someone = await t.person();
    const outside = [
      await t.member({ interest: 'fern', lets: [] }),
      await t.member({ interest: 'fern', lets: ['mining', 'offer-targeting'] }),
      await t.member({ interest: 'fern', lets, to: { kind: 'persona', persona: someone.id } }),
      await t.member({ lets }),
    ];
    const blocker = await t.member({ interest: 'fern', lets });
    await t.call(blocker, 'POST', `/api/v1/accounts/${t.id}/block`);
    await make(definition);
    const found = await t.participants('exported');
    assert.deepEqual(found, [fern.id, both.id, other.id].toSorted());
    for (const who of [...outside, blocker]) {
      assert.deepEqual(await t.call(who, 'GET', '/api/privacy/v1/uses'), []);
    }
    const [noted] = await t.call<{ deed: string; kinds: string[] }[]>(fern, 'GET', '/api/privacy/v1/uses');
    assert.deepEqual([noted?.deed, noted?.kinds], ['exported', ['interest']]);
  });

  it('are of who let just their purpose, of the two for which they may leave', async () => {
    const values = ['yarrow'];
    const tables = (['aggregation', 'mining'] as const).map((purpose) => plan({ values, purpose }));
    const [counting, mining] = tables as [ExportDefinition, ExportDefinition];
    await t.sign('export', JSON.stringify(counting));
    await make(mining, t.sam, 403);
    await t.sign('export', JSON.stringify(mining));
    const counted = await t.member({ interest: 'yarrow', lets: ['aggregation'] });
    const mined = await t.member({ interest: 'yarrow', lets: ['mining'] });
    const both = await t.member({ interest: 'yarrow', lets: ['aggregation', 'mining'] });
    const table = await make(counting);
    assert.ok((await t.participants('exported')).includes(counted.id));
    assert.ok(!(await t.participants('exported')).includes(mined.id));
    t.app.clock.advance(1000);
    const other = await make(mining);
    assert.notEqual(other.id, table.id, 'each is a question of its own');
    const inMined = await t.participants('exported');
    assert.deepEqual(
      [counted, mined, both].map(({ id }) => inMined.includes(id)),
      [false, true, true],
    );
    const [use] = await t.call<{ purpose: string }[]>(mined, 'GET', '/api/privacy/v1/uses');
    assert.equal(use?.purpose, 'mining');
    await t.call(mined, 'PUT', '/api/privacy/v1/processing-rules/mining', { rules: [] });
    t.app.clock.advance(DAY_MS);
    await make(mining);
    const after = await t.participants('exported');
    assert.deepEqual(
      [mined, both].map(({ id }) => after.includes(id)),
      [false, true],
    );
  });

  it('have nobody in them by what points at one person, not as any other value either', async () => {
    const street = '1 Elm Street, York, United Kingdom';
    const by = (attribute: 'address' | 'birth-date', value: string) =>
      plan({ attribute, values: [value], until: dayIn(25) });
    for (const [definition, exact, coarse] of [
      [by('address', street), street, 'town'],
      [by('birth-date', '1990s'), '1991-02-03', 'decade'],
    ] as const) {
      await t.sign('export', JSON.stringify(definition));
      const pointed = await t.member({ lets });
      await t.show(pointed, definition.attribute, exact, 'exact', t.toOrga);
      const coarser = await t.member({ lets });
      await t.show(coarser, definition.attribute, exact, coarse, t.toOrga);
      t.app.clock.advance(1000);
      await make(definition);
      const found = await t.participants('exported');
      assert.deepEqual([found.includes(pointed.id), found.includes(coarser.id)], [false, true]);
    }
  });

  it('change by one in one row, however much a member shows', async () => {
    const definition = plan({ values: ['oak', 'pine'], until: dayIn(80) });
    await t.sign('export', JSON.stringify(definition));
    // Of noise that is above nought in all three rows, so that they are told.
    let seed = '';
    let base: readonly (number | null)[] = [];
    for (let n = 0; ; n++) {
      t.app.clock.advance(DAY_MS);
      seed = `three ${n}`;
      base = await cellsBy(definition, seed);
      if (base.every((cell) => cell !== null)) break;
      assert.ok(n < 40, 'no seed was found');
    }
    const next = async () => {
      t.app.clock.advance(DAY_MS);
      const cells = await cellsBy(definition, seed);
      return cells.map((cell, n) => (cell ?? 0) - (base[n] ?? 0));
    };
    const who = await t.member({ lets });
    assert.deepEqual(await next(), [0, 0, 0], 'who shows nothing of it isn’t in it');
    await t.show(who, 'interest', 'birch', 'exact', t.toOrga);
    assert.deepEqual(await next(), [0, 0, 1]);
    await t.show(who, 'interest', 'pine', 'exact', t.toOrga);
    assert.deepEqual(await next(), [0, 1, 0]);
    await t.show(who, 'interest', 'oak', 'exact', t.toOrga);
    assert.deepEqual(await next(), [1, 0, 0]);
    await t.call(who, 'PUT', '/api/privacy/v1/processing-rules/aggregation', { rules: [] });
    assert.deepEqual(await next(), [0, 0, 0]);
  });

  it('cost one count, and are the same for their day, also in CSV', async () => {
    const definition = plan({ values: ['=red', 'blue'], until: dayIn(20) });
    await t.sign('export', JSON.stringify(definition));
    t.app.clock.advance(DAY_MS);
    const before = await t.call<{ counts_left: number }>(
      t.sam,
      'GET',
      `${INSIGHT}/budget?organisation=${t.id}`,
    );
    const table = await make(definition);
    assert.equal(table.budget.counts_left, before.counts_left - 1);
    assert.deepEqual(
      table.rows.map(({ value }) => value),
      ['=red', 'blue', null],
    );
    assert.ok(table.noise.sigma > 60);
    const many = await Promise.all(
      Array.from({ length: 30 }, () =>
        t.app.request('POST', EXPORTS, { token: t.sam.token, body: { organisation: t.id, definition } }),
      ),
    );
    for (const one of many) assert.deepEqual(await one.json(), table);
    const csv = await t.ask(t.sam, 'POST', `${EXPORTS}/csv`, { organisation: t.id, definition });
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);
    const [head, first, ...rest] = (await csv.text()).trim().split('\r\n');
    assert.match(head ?? '', /^attribute,value,any_other,count,.*sigma,noise,minimum,made_at,until$/);
    assert.match(first ?? '', /^interest,'=red,no,/);
    assert.equal(rest.length, 2);
    for (const [n, line] of [first, ...rest].entries()) {
      assert.equal(line?.split(',')[3], String(table.rows[n]?.count ?? ''));
      assert.match(line ?? '', /discrete-gaussian,10,/);
    }
  });

  it('are narrowed by policies on exports, and stand in the record of what ran', async () => {
    const definition = plan({ values: ['tea'], until: dayIn(15) });
    await t.sign('export', JSON.stringify(definition));
    await make(definition);
    const officer = await t.person();
    await expert(t, t.id, officer, 'compliance');
    const record = await t.call<{ activities: { deed: string; purpose: string; kinds: string[] }[] }>(
      officer,
      'GET',
      `/api/organisations/v1/records/${t.id}/processing`,
    );
    const ran = record.activities.filter(({ deed }) => deed === 'exported');
    assert.deepEqual(ran.map(({ purpose, kinds }) => [purpose, ...kinds].join(' ')).sort(), [
      'aggregation address birth-date interest',
      'mining interest',
    ]);
    await t.inForce(`@id("no-exports")
forbid (principal in Function::"marketing", action == Action::"export", resource)
when { context.retentionDays > 10 };`);
    await make(definition, t.sam, 409);
    const shorter = plan({ values: ['tea'], until: dayIn(9) });
    await t.sign('export', JSON.stringify(shorter));
    await make(shorter);
    const { rows } = await sql<{ many: number }>`select count(*)::int as many from community.noise_answer
      where what = 'export' and released is not null`.execute(t.app.deps.store.community);
    assert.equal(rows[0]?.many, 0, 'a table has no number of its own');
  });
});
