import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { egoFolder, noEgoData } from '../../../../test/support/shared-data.ts';
import { aloneInCells, riskOf } from './table-risk.ts';

const row = (...values: string[]) => ({ values, times: 1 });

describe('the risk of a table', () => {
  it('is by the smallest class, the rows like no other, and how much each class differs', () => {
    const table = [
      row('30s', 'Leeds', 'flu'),
      row('30s', 'Leeds', 'flu'),
      row('40s', 'York', 'flu'),
      row('40s', 'York', 'cold'),
      row('50s', 'York', 'cold'),
    ];
    assert.deepEqual(riskOf(table), {
      rows: 5,
      smallestClass: 1,
      uniqueRows: 3,
      uniqueShare: 0.6,
      diversity: null,
    });
    assert.deepEqual(riskOf(table.slice(0, 4), 2), {
      rows: 4,
      smallestClass: 2,
      uniqueRows: 0,
      uniqueShare: 0,
      diversity: 1,
    });
    assert.equal(riskOf(table, 2).uniqueRows, 1);
    assert.deepEqual(riskOf([]), {
      rows: 0,
      smallestClass: null,
      uniqueRows: 0,
      uniqueShare: 0,
      diversity: null,
    });
  });

  it('is the same however rows that are alike are put together, and in any order', () => {
    const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y')));
    fc.assert(
      fc.property(rows, (given) => {
        const one = given.map((values) => row(...values));
        const grouped = [...Map.groupBy(given, (values) => JSON.stringify(values))].map(([name, all]) => ({
          values: JSON.parse(name) as string[],
          times: all.length,
        }));
        assert.deepEqual(riskOf(one, 1), riskOf(grouped.reverse(), 1));
      }),
    );
  });

  it('changes by one at most where a member comes or goes, as far as it is told with the noise of a count', () => {
    const cells = fc.array(fc.nat({ max: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(cells, fc.nat(), (given, at) => {
        const n = at % given.length;
        const more = given.with(n, (given[n] ?? 0) + 1);
        assert.ok(Math.abs(aloneInCells(more) - aloneInCells(given)) <= 1);
      }),
    );
    assert.equal(aloneInCells([0, 1, 2, 1]), 2);
  });

  it('is very high of the profiles of real networks', { skip: noEgoData }, (t) => {
    let rows = 0;
    let unique = 0;
    for (const name of readdirSync(egoFolder).filter((file) => file.endsWith('.feat'))) {
      const lines = readFileSync(join(egoFolder, name), 'utf8').trim().split('\n');
      const risk = riskOf(lines.map((line) => row(line.slice(line.indexOf(' ') + 1))));
      assert.equal(risk.smallestClass, 1, name);
      rows += risk.rows;
      unique += risk.uniqueRows;
    }
    t.diagnostic(
      `${unique} of ${rows} profiles are unique within their network: ${((100 * unique) / rows).toFixed(1)} %`,
    );
    assert.ok(unique / rows > 0.8 && unique / rows < 0.9);
  });
});
