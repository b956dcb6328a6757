import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { makeSynthetic } from '../../src/insight/exports/synthetic/make-synthetic.ts';
import { cellOf } from '../../src/insight/exports/synthetic/marginals.ts';
import type { SyntheticDefinition } from '../../src/privacy/leaving.ts';
import { type ActorId, DAY_MS } from '../../src/privacy/words.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { noiseOf } from './noise-of.ts';
import { INSIGHT, type Targeting, targeting } from './targeting.ts';

const SYNTHETIC = `${INSIGHT}/synthetic-tables`;

interface TableJson {
  synthetic: true;
  kinds: string[];
  rows: { values: (string | null)[]; times: number }[];
  marginals: {
    kinds: string[];
    cells: { values: (string | null)[]; count: number | null; fewer_than: number | null }[];
    error: { mean: number; most: number };
  }[];
  risk: { rows: number; smallest_class: number | null; unique_rows: number; unique_share: number };
  alone: { count: number | null; fewer_than: number | null };
  noise: { sigma: number };
  budget: { counts_left: number };
}

describe('rows that nobody is', () => {
  let t: Targeting;

  before(async () => {
    t = await targeting();
  });

  const dayIn = (days: number) => new Date(instantOf(t.app.deps) + days * DAY_MS).toISOString().slice(0, 10);
  const plan = (more: Partial<SyntheticDefinition> = {}): SyntheticDefinition => ({
    function: 'marketing',
    purpose: 'aggregation',
    synthetic: [
      { kind: 'interest', values: ['cats', 'dogs'] },
      { kind: 'skill', values: ['baking'] },
    ],
    until: dayIn(60),
    ...more,
  });
  const make = (definition: object, who: TestPersona = t.sam, status = 200) =>
    t.call<TableJson>(who, 'POST', SYNTHETIC, { organisation: t.id, definition }, status);
  const madeBy = async (definition: SyntheticDefinition, seed: string) => {
    const deps = { ...t.app.deps, random: noiseOf(seed) };
    const made = await makeSynthetic(
      deps,
      await t.viewer(),
      t.id as ActorId,
      definition,
      instantOf(t.app.deps),
    );
    assert.ok(made.ok);
    return made.value;
  };
  const member = async (interest: string, skill: string | null, lets = ['aggregation']) => {
    const who = await t.member({ interest, lets });
    if (skill !== null) await t.show(who, 'skill', skill, 'exact', t.toOrga);
    return who;
  };

  it('are made of what was signed to the letter, and of nothing else', async () => {
    const definition = plan();
    await make(definition, t.sam, 403);
    const [interest, skill] = definition.synthetic;
    await t.sign('export', JSON.stringify({ ...definition, synthetic: [skill, interest] }));
    await make(definition);
    await make({ ...definition, synthetic: [skill, interest] });
    for (const synthetic of [
      [interest, { kind: 'skill', values: ['baking', 'sewing'] }],
      [interest, { kind: 'language', values: ['baking'] }],
    ]) {
      await make({ ...definition, synthetic }, t.sam, 403);
    }
    await make({ ...definition, until: dayIn(59) }, t.sam, 403);
    await make({ ...definition, function: 'sales' }, t.sam, 404);
    for (const who of [await t.person(), t.network.admin, t.experts.legal]) await make(definition, who, 404);
    const list = `${SYNTHETIC}?organisation=${t.id}`;
    const listed = await t.call<{ definition: object }[]>(t.experts.legal, 'GET', list);
    assert.deepEqual(
      listed.map((one) => one.definition),
      [definition],
    );
    await t.call(t.network.admin, 'GET', list, undefined, 404);
    assert.deepEqual(
      await t.call(t.sam, 'GET', `${INSIGHT}/exports?organisation=${t.id}`),
      [],
      'it is no table of numbers',
    );
  });

  it('name two to four kinds, each once, with no more combinations than can be told', async () => {
    const values = Array.from({ length: 50 }, (_, n) => `${n}`);
    const kinds = ['interest', 'skill', 'language', 'employer', 'department'];
    for (const synthetic of [
      [],
      [{ kind: 'interest', values: ['cats'] }],
      [
        { kind: 'interest', values: ['cats'] },
        { kind: 'interest', values: ['dogs'] },
      ],
      kinds.map((kind) => ({ kind, values: ['one'] })),
      kinds.slice(0, 3).map((kind) => ({ kind, values })),
      [
        { kind: 'interest', values: ['cats'] },
        { kind: 'gender', values: ['x'] },
      ],
      [
        { kind: 'interest', values: ['cats'] },
        { kind: 'birth-date', values: ['1990-05-01'] },
      ],
    ]) {
      await make({ ...plan(), synthetic }, t.sam, 422);
      await t.draft(JSON.stringify({ ...plan(), synthetic }), { kind: 'export', title: 'Wrong' }).then(
        () => assert.fail(JSON.stringify(synthetic)),
        (error: Error) => assert.match(error.message, /422/),
      );
    }
  });

  it('are of those who let it and show all of it, each in one cell of each table (P7)', async () => {
    const definition = plan({ until: dayIn(30) });
    await t.sign('export', JSON.stringify(definition));
    const seed = 'one world';
    const before = await madeBy(definition, seed);
    const change = async () => {
      t.app.clock.advance(DAY_MS);
      const after = await madeBy(definition, seed);
      return after.marginals.map(({ cells }, n) =>
        cells.map((cell, at) => {
          const was = before.marginals[n]?.cells[at] ?? null;
          return cell === null || was === null ? null : cell - was;
        }),
      );
    };
    const changesOf = (all: readonly (readonly (number | null)[])[]) =>
      all.map((cells) => cells.map((by, n) => [n, by]).filter(([, by]) => by !== 0 && by !== null));
    for (const outside of [
      await member('cats', null),
      await member('cats', 'baking', []),
      await member('cats', 'baking', ['mining']),
    ]) {
      assert.deepEqual(changesOf(await change()), [[], [], []]);
      assert.deepEqual(await t.call(outside, 'GET', '/api/privacy/v1/uses'), []);
    }
    const cats = await member('cats', 'baking');
    const both = await member('dogs', 'sewing');
    await t.show(both, 'interest', 'cats', 'exact', t.toOrga);
    const moved = await change();
    // Whoever shows several is in the cell of the first alone; cells under the minimum aren't told.
    const wanted = new Map([
      [0, [2, 0, 0]],
      [1, [1, 1]],
    ]);
    for (const [n, cells] of wanted) {
      for (const [at, by] of cells.entries()) assert.ok([by, null].includes(moved[n]?.[at] ?? null));
    }
    const pairs = [0, 0, 0, 0, 0, 0];
    pairs[cellOf([3, 2], [0, 1], [0, 0])] = 1;
    pairs[cellOf([3, 2], [0, 1], [0, 1])] = 1;
    for (const [at, by] of pairs.entries()) assert.ok([by, null].includes(moved[2]?.[at] ?? null));
    assert.ok(
      moved.flat().some((by) => by === 1),
      'some cell that changed is told',
    );
    assert.deepEqual(await t.participants('exported'), [cats.id, both.id].toSorted());
    const [noted] = await t.call<{ deed: string; kinds: string[] }[]>(cats, 'GET', '/api/privacy/v1/uses');
    assert.deepEqual([noted?.deed, noted?.kinds], ['exported', ['interest', 'skill']]);
    await t.call(cats, 'PUT', '/api/privacy/v1/processing-rules/aggregation', { rules: [] });
    t.app.clock.advance(DAY_MS);
    await madeBy(definition, seed);
    assert.deepEqual(
      await t.participants('exported'),
      [both.id],
      'who withdrew is in nothing that begins later',
    );
  });

  it('cost one count, with noise for all of their numbers, and are the same for their day, also in CSV', async () => {
    const definition = plan({ until: dayIn(20) });
    await t.sign('export', JSON.stringify(definition));
    t.app.clock.advance(DAY_MS);
    const budget = `${INSIGHT}/budget?organisation=${t.id}`;
    const { counts_left: left } = await t.call<{ counts_left: number }>(t.sam, 'GET', budget);
    const table = await make(definition);
    assert.equal(table.budget.counts_left, left - 1);
    assert.equal(table.synthetic, true);
    // Two by one, one by two, and how many are alone: four kinds of numbers, so twice the noise of one.
    assert.ok(table.noise.sigma > 128 && table.noise.sigma < 130, `${table.noise.sigma}`);
    assert.deepEqual(
      table.marginals.map(({ kinds }) => kinds),
      [['interest'], ['skill'], ['interest', 'skill']],
    );
    assert.deepEqual(
      table.marginals[1]?.cells.map(({ values }) => values),
      [['baking'], [null]],
    );
    const rows = table.rows.reduce((sum, { times }) => sum + times, 0);
    assert.equal(table.risk.rows, rows);
    assert.equal(
      table.risk.smallest_class,
      table.rows.length === 0 ? null : Math.min(...table.rows.map(({ times }) => times)),
    );
    for (let n = 0; n < 5; n++) assert.deepEqual(await make(definition), table);
    const csv = await t.ask(t.sam, 'POST', `${SYNTHETIC}/csv`, { organisation: t.id, definition });
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);
    const [head, ...lines] = (await csv.text()).trim().split('\r\n');
    assert.equal(head, 'interest,skill,row,noise,sigma,made_at,until');
    assert.equal(lines.length, rows);
    for (const line of lines) assert.match(line, /,synthetic,discrete-gaussian,/);
  });

  it('are narrowed by policies on exports, and stand in the record of what ran', async () => {
    const definition = plan({ until: dayIn(15) });
    await t.sign('export', JSON.stringify(definition));
    await make(definition);
    const record = await t.call<{ activities: { deed: string; purpose: string; kinds: string[] }[] }>(
      t.experts.compliance,
      'GET',
      `/api/organisations/v1/records/${t.id}/processing`,
    );
    const ran = record.activities.filter(({ deed }) => deed === 'exported');
    assert.deepEqual(
      ran.map(({ purpose, kinds }) => [purpose, kinds]),
      [['aggregation', ['interest', 'skill']]],
    );
    await t.inForce(`@id("no-exports")
forbid (principal in Function::"marketing", action == Action::"export", resource)
when { context.retentionDays > 10 };`);
    await make(definition, t.sam, 409);
  });
});
