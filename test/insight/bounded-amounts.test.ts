import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { answerParts } from '../../src/insight/counting/answer-once.ts';
import { fromMinimum } from '../../src/insight/counting/measure.ts';
import type { ActorId, NetworkId } from '../../src/privacy/words.ts';
import { noteUseOfAmounts } from '../../src/store/data-uses.ts';
import { instantOf } from '../../src/store/deps.ts';
import type { TestPersona } from '../support/people.ts';
import { type Targeting, targeting } from './targeting.ts';

describe('what a member adds to numbers', () => {
  let t: Targeting;
  let [one, two, three] = [] as unknown as TestPersona[];

  before(async () => {
    t = await targeting();
    [one, two, three] = [await t.person(), await t.person(), await t.person()];
  });

  const parts = [
    { cells: 2, squared: 4n },
    { cells: 1, squared: 9n },
  ];
  type Row = readonly [who: TestPersona, part: number, cell: number, amount: number];
  /** What is counted of these, whatever query finds them. */
  const counted = async (name: string, rows: readonly Row[]) => {
    const network = t.network.id as NetworkId;
    const of = { organisation: t.id as ActorId, function: 'marketing', purpose: 'mining' } as const;
    const found = sql`
      select f.who as subject, array[f.who] as grants, f.part, f.cell, f.amount
      from unnest(${rows.map(([who]) => who.id)}::uuid[], ${rows.map(([, part]) => part)}::int[],
        ${rows.map(([, , cell]) => cell)}::int[], ${rows.map(([, , , amount]) => amount)}::int[]) as f (who, part, cell, amount)`;
    let told: readonly (readonly number[])[] = [];
    const at = instantOf(t.app.deps);
    const answer = await answerParts(
      t.app.deps,
      network,
      { ...of, what: 'bounds', canonical: JSON.stringify({ bounds: name }) },
      {
        parts,
        telling: fromMinimum,
        async count(trx) {
          const use = { ...of, by: null, deed: 'counted', kinds: [] } as const;
          told = await noteUseOfAmounts(trx, t.app.deps, network, use, { found, parts }, at);
          return told;
        },
      },
      at,
    );
    assert.ok(answer.ok);
    return told;
  };

  it('is in them as far as the noise is made for it', async () => {
    const [a, b] = [one, two] as [TestPersona, TestPersona];
    const told = await counted('within', [
      [a, 0, 0, 2],
      [b, 0, 0, 1],
      [b, 0, 1, 1],
      [a, 1, 0, -3],
    ]);
    assert.deepEqual(told, [[3, 1], [-3]]);
    assert.deepEqual(await t.participants(), [a.id, b.id].toSorted());
  });

  it('isn’t in any of them, and isn’t told of, where in one it is more', async () => {
    const [a, b, c] = [one, two, three] as [TestPersona, TestPersona, TestPersona];
    t.app.clock.advance(1000); // of two uses at one instant none is the later one
    const told = await counted('beyond', [
      [a, 0, 0, 2],
      [a, 0, 1, 1],
      [a, 1, 0, 1],
      [b, 0, 0, 1],
      [b, 1, 0, 4],
      [c, 0, 1, -2],
      [c, 1, 0, 3],
    ]);
    assert.deepEqual(told, [[0, -2], [3]]);
    assert.deepEqual(await t.participants(), [c.id]);
  });
});
