import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_TERMS, millionths, TERMS_BOUNDS } from '../../privacy/noise-terms.ts';
import { rarityOf } from '../listening/ask-emerging.ts';
import { COUNT_VARIANCE, DELTA, mostRhoOf, pricesOf, rhoOfCount } from './accounting.ts';
import { rareFrom } from './tail.ts';

/** σ² of a count where a question takes that ε. */
const varianceOf = (epsilon: number): bigint =>
  pricesOf({ ...DEFAULT_TERMS, epsilonOfQuery: millionths(epsilon) }).variance;

/** P[X ≥ t] by floating point, which is near enough where numbers are small. */
function tailOf(variance: number, t: number): number {
  const weight = (x: number): number => Math.exp((-x * x) / (2 * variance));
  let [whole, tail] = [0, 0];
  for (let x = 60 * Math.ceil(Math.sqrt(variance)); x >= -60 * Math.ceil(Math.sqrt(variance)); x--) {
    whole += weight(x);
    if (x >= t) tail += weight(x);
  }
  return tail / whole;
}

describe('how likely noise is to be large', () => {
  for (const [variance, rarity] of [
    [1n, 10n],
    [1n, 10n ** 12n],
    [2n, 1000n],
    [25n, 10n ** 6n],
    [400n, 4n * 10n ** 12n],
    [4n * COUNT_VARIANCE, 4n * 10n ** 12n],
  ] as const) {
    it(`is told exactly: σ² = ${variance}, once in ${rarity}`, () => {
      const t = Number(rareFrom(variance, rarity));
      assert.ok(tailOf(Number(variance), t) <= 1.000001 / Number(rarity), `${t} is rare enough`);
      assert.ok(tailOf(Number(variance), t - 1) > 0.999999 / Number(rarity), `${t - 1} isn’t`);
    });
  }

  it('is told of the most noise that there is as well, and at once', { timeout: 20_000 }, () => {
    const variance = 4n * varianceOf(TERMS_BOUNDS.epsilonOfQuery.least);
    const sigmas = Number(rareFrom(variance, 10n ** 19n)) / Math.sqrt(Number(variance));
    // P[N ≥ 8.94] = 2 · 10⁻¹⁹, and P[N ≥ 9.04] = 8 · 10⁻²⁰.
    assert.ok(sigmas > 8.94 && sigmas < 9.04, `${sigmas}`);
  });

  it('is about eight σ for a question about words', () => {
    const variance = 4n * COUNT_VARIANCE;
    const sigmas = Number(rareFrom(variance, 4n * rarityOf(variance))) / Math.sqrt(Number(variance));
    assert.ok(sigmas > 7.4 && sigmas < 8, `${sigmas}`);
  });

  it('is refused where it couldn’t be told exactly', () => {
    assert.throws(() => rareFrom(0n, 10n), RangeError);
    assert.throws(() => rareFrom(10n, 10n ** 31n), RangeError);
  });
});

describe('questions about words, all that a quarter has, on whatever terms', () => {
  const epsilons = [0.1, 0.5, 1, 2, 4, 8];

  for (const epsilon of epsilons) {
    it(`fit into what the simple bound of ε = ${epsilon} leaves of δ`, () => {
      // ε of ρ holds at δ' = exp((α−1)(αρ−ε))/(α−1)·(1−1/α)^α for any α above 1 (Canonne, Kamath and Steinke 2020, proposition 7).
      const most = mostRhoOf(millionths(epsilon));
      const rho = Number(most) / 1e12;
      const deltaOf = (alpha: number): number =>
        (Math.exp((alpha - 1) * (alpha * rho - epsilon)) / (alpha - 1)) * (1 - 1 / alpha) ** alpha;
      const delta = Math.min(...Array.from({ length: 10_000 }, (_, n) => deltaOf(1.1 + n / 10)));
      for (const ofQuery of [0.001, 0.01, 0.1, 1].filter((one) => one <= epsilon)) {
        const variance = varianceOf(ofQuery);
        const questions = Number(most / rhoOfCount(variance));
        const told = questions / Number(rarityOf(4n * variance));
        assert.ok(delta + told < DELTA, `${delta} and ${questions} questions: ${told}`);
      }
    });
  }
});
