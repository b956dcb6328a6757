import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { COUNT_RHO, COUNT_VARIANCE, DELTA, MOST_EPSILON, MOST_RHO } from './accounting.ts';
import { rareFrom } from './tail.ts';

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

  it('is about seven σ for a question about words', () => {
    const variance = 4n * COUNT_VARIANCE;
    const sigmas = Number(rareFrom(variance, 4n * 10n ** 12n)) / Math.sqrt(Number(variance));
    assert.ok(sigmas > 7 && sigmas < 7.5, `${sigmas}`);
  });

  it('fits, all questions of a quarter together, into what the simple bound of ε leaves of δ', () => {
    // ε of ρ holds at δ' = exp((α−1)(αρ−ε))/(α−1)·(1−1/α)^α for any α above 1 (Canonne, Kamath and Steinke 2020, proposition 7).
    const [rho, epsilon] = [Number(MOST_RHO) / 1e12, Number(MOST_EPSILON) / 1e6];
    const deltaOf = (alpha: number): number =>
      (Math.exp((alpha - 1) * (alpha * rho - epsilon)) / (alpha - 1)) * (1 - 1 / alpha) ** alpha;
    const delta = Math.min(...Array.from({ length: 400 }, (_, n) => deltaOf(2 + n / 10)));
    const questions = Number(MOST_RHO / COUNT_RHO);
    assert.ok(delta + questions * 1e-12 < DELTA, `${delta} and ${questions} × 10⁻¹²`);
  });

  it('is refused where it couldn’t be told exactly', () => {
    assert.throws(() => rareFrom(0n, 10n), RangeError);
    assert.throws(() => rareFrom(10n, 10n ** 31n), RangeError);
  });
});
