import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  DEFAULT_TERMS,
  millionths,
  type NoiseTerms,
  type TermsFact,
  termsOf,
  widensIn,
} from './noise-terms.ts';

const fact = (since: number, minimum?: number, quarter?: number, query?: number): TermsFact => ({
  since,
  terms: {
    ...(minimum === undefined ? {} : { minimum }),
    ...(quarter === undefined ? {} : { epsilonOfQuarter: millionths(quarter) }),
    ...(query === undefined ? {} : { epsilonOfQuery: millionths(query) }),
  },
});
const plain = ({ minimum, epsilonOfQuarter, epsilonOfQuery }: NoiseTerms) => [
  minimum,
  Number(epsilonOfQuarter) / 1e6,
  Number(epsilonOfQuery) / 1e6,
];

describe('on what terms an organisation is told numbers', () => {
  it('is k = 10, ε = 2 a quarter and a twentieth of it for a question, where nothing is said', () => {
    assert.deepEqual(plain(termsOf([], [])), [10, 2, 0.1]);
    assert.deepEqual(plain(DEFAULT_TERMS), [10, 2, 0.1]);
  });

  for (const [says, chosen, signed, expected] of [
    ['a choice narrows', [fact(1, 50, 1)], [], [50, 1, 0.05]],
    ['a choice widens nothing', [fact(1, 5, 9, 1)], [], [10, 2, 0.1]],
    ['choices add up to the narrowest', [fact(1, 50), fact(2, 20, 1, 0.02)], [], [50, 1, 0.02]],
    ['what is signed widens what it says alone', [fact(1, 50)], [fact(2, undefined, 8)], [50, 8, 0.1]],
    ['what is signed widens what was chosen before', [fact(1, 50, 1)], [fact(2, 20, 4, 1)], [20, 4, 1]],
    ['what is chosen after narrows it', [fact(3, 30, 3)], [fact(2, 10, 4, 1)], [30, 3, 1]],
    ['what is signed never narrows', [], [fact(2, 90, 0.5, 0.01)], [10, 2, 0.1]],
    ['of two that are signed each widens', [], [fact(1, undefined, 4), fact(2, undefined, 3, 1)], [10, 4, 1]],
  ] as const) {
    it(says, () => assert.deepEqual(plain(termsOf(chosen, signed)), expected));
  }

  it('need a policy for each purpose from a choice on, until the experts sign otherwise', () => {
    const chosen = [{ since: 1, terms: { policyFirst: true } }];
    const signed = [{ since: 2, terms: { policyFirst: false } }];
    assert.equal(termsOf(chosen, []).policyFirst, true);
    assert.equal(termsOf(chosen, [fact(2, 10, 8)]).policyFirst, true, 'of which nothing is signed stays');
    assert.equal(termsOf(chosen, signed).policyFirst, false);
    assert.equal(termsOf([...chosen, { since: 3, terms: { policyFirst: true } }], signed).policyFirst, true);
    assert.equal(widensIn(termsOf(chosen, []), { policyFirst: false }), 'policyFirst');
  });

  const facts = fc.array(
    fc
      .tuple(
        fc.integer({ min: 0, max: 9 }),
        fc.option(fc.integer({ min: 10, max: 99 }), { nil: undefined }),
        fc.option(fc.integer({ min: 1, max: 80 }), { nil: undefined }),
        fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
      )
      .map(([since, k, quarter, query]) => fact(since, k, quarter && quarter / 10, query && query / 100)),
    { maxLength: 4 },
  );

  it('are never widened by an end of what was signed, nor by a choice', () => {
    fc.assert(
      fc.property(facts, facts, fc.nat(), facts, (chosen, signed, n, more) => {
        const now = termsOf(chosen, signed);
        const without = termsOf(chosen, signed.toSpliced(n % (signed.length || 1), 1));
        assert.equal(widensIn(now, without), null, 'an end');
        assert.equal(widensIn(now, termsOf([...chosen, ...more], signed)), null, 'a choice');
      }),
      { numRuns: 2000 },
    );
  });

  it('are what was chosen last, wherever that widens nothing', () => {
    fc.assert(
      fc.property(facts, facts, facts, (chosen, signed, [last]) => {
        const said = last?.terms ?? {};
        if (widensIn(termsOf(chosen, signed), said) !== null) return;
        const now = termsOf([...chosen, { since: 10, terms: said }], signed);
        if (said.minimum !== undefined) assert.equal(now.minimum, said.minimum);
        if (said.epsilonOfQuarter !== undefined) assert.equal(now.epsilonOfQuarter, said.epsilonOfQuarter);
      }),
      { numRuns: 2000 },
    );
  });
});
