import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { chanceFrom, shareOut } from './chance.ts';
import { cellOf, cellsOf, marginalise, marginalsOf, valuesOf } from './marginals.ts';
import { errorsOf, MOST_ROWS, synthesise } from './synthesise.ts';
import { mutualInformation, treeOf } from './tree.ts';

const SIZES = [3, 2, 4];
/** What stands there, which is there. */
const the = <T>(list: readonly T[], n: number): T => list[n] as T;

const ALL = [0, 1, 2];
/** A world in which the second attribute follows the first, and the third the second. */
const joint = Array.from({ length: 24 }, (_, cell) => {
  const [a = 0, b = 0, c = 0] = valuesOf(SIZES, ALL, cell);
  return Math.round(600 * the([0.5, 0.3, 0.2], a) * (a % 2 === b ? 0.9 : 0.1) * (c % 2 === b ? 0.4 : 0.1));
});
const exact = () => marginalsOf(SIZES).map((marginal) => marginalise(SIZES, marginal, joint));

describe('tables by some attributes', () => {
  it('number cells and values alike', () => {
    for (const marginal of [ALL, [1], [0, 2]]) {
      for (let cell = 0; cell < cellsOf(SIZES, marginal); cell++) {
        const values: number[] = [];
        for (const [n, value] of valuesOf(SIZES, marginal, cell).entries()) values[the(marginal, n)] = value;
        assert.equal(cellOf(SIZES, marginal, values), cell);
      }
    }
    assert.deepEqual(marginalsOf(SIZES), [[0], [1], [2], [0, 1], [0, 2], [1, 2]]);
  });

  it('have everybody in one cell each', () => {
    const all = joint.reduce((sum, one) => sum + one, 0);
    for (const table of exact())
      assert.equal(
        table.reduce((sum, one) => sum + one, 0),
        all,
      );
  });
});

describe('synthetic rows', () => {
  it('have the released numbers, as near as whole rows can', () => {
    const rows = synthesise(SIZES, exact());
    const all = joint.reduce((sum, one) => sum + one, 0);
    assert.equal(
      rows.reduce((sum, { times }) => sum + times, 0),
      all,
    );
    for (const { marginal, most } of errorsOf(SIZES, exact(), rows)) {
      // The pair that isn't in the tree depends by way of the others, as it does in this world.
      assert.ok(most <= (marginal.join() === '0,2' ? 12 : 4), `${marginal}: ${most}`);
    }
  });

  it('follow what hangs together, and not what doesn’t', () => {
    const tables = exact();
    const table = (r: number, c: number) => {
      const n = marginalsOf(SIZES).findIndex((one) => one.join() === [r, c].sort().join());
      return Array.from({ length: the(SIZES, r) }, (_, x) =>
        Array.from({ length: the(SIZES, c) }, (_, y) =>
          the(the(tables, n), r < c ? x * the(SIZES, c) + y : y * the(SIZES, r) + x),
        ),
      );
    };
    assert.deepEqual(treeOf(SIZES, table), [
      { attribute: 0, parent: null },
      { attribute: 1, parent: 0 },
      { attribute: 2, parent: 1 },
    ]);
    assert.equal(
      mutualInformation([
        [10, 10],
        [20, 20],
      ]),
      0,
    );
    assert.ok(
      Math.abs(
        mutualInformation([
          [10, 0],
          [0, 10],
        ]) - Math.log(2),
      ) < 1e-12,
    );
  });

  it('are the same from the same numbers, and other ones from others', () => {
    assert.deepEqual(synthesise(SIZES, exact()), synthesise(SIZES, exact()));
    const more = exact();
    the(more, 0)[0] = 400;
    assert.notDeepEqual(synthesise(SIZES, more), synthesise(SIZES, exact()));
  });

  it('are none of nothing, and never more than can be used', () => {
    assert.deepEqual(
      synthesise(
        SIZES,
        exact().map((table) => table.map(() => null)),
      ),
      [],
    );
    const many = exact().map((table) => table.map((one) => one * 1000));
    assert.equal(
      synthesise(SIZES, many).reduce((sum, { times }) => sum + times, 0),
      MOST_ROWS,
    );
  });

  it('have no value of which nothing was released, where something of the others was', () => {
    const told = [
      [100, null],
      [60, 40],
      [60, 40, null, null],
    ];
    for (const { values } of synthesise([2, 2], told)) assert.equal(values[0], 0);
  });
});

it('shares out all of a number, each share off by less than one', () => {
  const weights = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.nat({ max: 10_000 }), weights, fc.string(), (whole, given, seed) => {
      const shared = shareOut(whole, given, chanceFrom(seed));
      const sum = given.reduce((one, other) => one + other, 0);
      assert.equal(
        shared.reduce((one, other) => one + other, 0),
        whole,
      );
      for (const [n, many] of shared.entries()) {
        const due = sum === 0 ? whole / given.length : (whole * the(given, n)) / sum;
        assert.ok(Math.abs(many - due) < 1 + 1e-6, `${many} of ${due}`);
        if (sum > 0 && given[n] === 0) assert.equal(many, 0);
      }
    }),
  );
});
