import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  COUNT_RHO,
  COUNT_VARIANCE,
  DELTA,
  epsilonOf,
  MOST_EPSILON,
  MOST_RHO,
} from '../../../src/insight/noise/accounting.ts';
import { type Bytes, coinOfExp, uniform } from '../../../src/insight/noise/chance.ts';
import { discreteGaussian } from '../../../src/insight/noise/discrete-gaussian.ts';
import { release, sigmaOf } from '../../../src/insight/noise/release.ts';
import { noiseOf } from '../noise-of.ts';
import { chiSquared, critical } from './chi-squared.ts';
import { bestThreshold, promised, type Trial } from './membership.ts';

const PRODUCTION = { over: COUNT_VARIANCE, under: 1n };
const SIGMA = sigmaOf(COUNT_VARIANCE);

/** Weights of the discrete Gaussian as it is promised, from −1000 to 1000, which is beyond 15 σ. */
const REACH = 1000;
const weights = Array.from({ length: 2 * REACH + 1 }, (_, n) =>
  Math.exp(-((n - REACH) ** 2) / (2 * Number(COUNT_VARIANCE))),
);
const total = weights.reduce((sum, one) => sum + one, 0);
const mass = (x: number): number => (weights[x + REACH] ?? 0) / total;

/** As many draws of the noise that numbers about members have. */
function draws(seed: string, many: number): number[] {
  const random = noiseOf(seed);
  return Array.from({ length: many }, () => Number(discreteGaussian(random, PRODUCTION)));
}

describe('an adversary of the samplers', () => {
  it('finds no number below an end drawn more often than another: all bytes there are', () => {
    for (const [ends, bytes] of [
      [Array.from({ length: 256 }, (_, n) => n + 1), 1],
      [[257, 1000, 21_845, 40_000, 65_536], 2],
    ] as const) {
      for (const end of ends) {
        const counts = new Array<number>(end).fill(0);
        for (let n = 0; n < 256 ** bytes; n++) {
          const drawn = firstOf(n, bytes, BigInt(end));
          if (drawn !== null) counts[Number(drawn)] = (counts[Number(drawn)] ?? 0) + 1;
        }
        const often = counts[0] ?? 0;
        assert.ok(often > 0 && counts.every((one) => one === often), `${end} of ${bytes} bytes`);
      }
    }
  });

  it('finds the noise of counts to be as it is promised: cells, sides, spread', () => {
    const many = 20_000;
    const drawn = draws('as promised', many);
    // Cells of eight numbers each, and one for all beyond on either side.
    const [width, cells] = [8, 48];
    const from = (-cells / 2) * width;
    const counts = new Array<number>(cells + 1).fill(0);
    const expected = new Array<number>(cells + 1).fill(0);
    const cellOf = (x: number) => {
      const cell = Math.floor((x - from) / width);
      return cell >= 0 && cell < cells ? cell : cells;
    };
    for (const x of drawn) counts[cellOf(x)] = (counts[cellOf(x)] ?? 0) + 1;
    for (let x = -REACH; x <= REACH; x++) expected[cellOf(x)] = (expected[cellOf(x)] ?? 0) + many * mass(x);
    const statistic = chiSquared(counts, expected);
    assert.ok(statistic < critical(cells), `χ² = ${statistic}`);
    const noughts = drawn.filter((x) => x === 0).length;
    const off = Math.abs(noughts - many * mass(0));
    assert.ok(
      off < 4 * Math.sqrt(many * mass(0)),
      `nought ${noughts} times: it has no sign to be drawn by twice`,
    );
    const [above, below] = [drawn.filter((x) => x > 0).length, drawn.filter((x) => x < 0).length];
    assert.ok(Math.abs(above - below) < 4 * Math.sqrt(above + below), `${above} above, ${below} below`);
    const spread = drawn.reduce((sum, x) => sum + x * x, 0) / many;
    // The variance of a square of what is normal is 2σ⁴.
    const wide = Math.abs(spread / Number(COUNT_VARIANCE) - 1);
    assert.ok(wide < 4 * Math.sqrt(2 / many), `${spread} for ${COUNT_VARIANCE}`);
    const apart = chiSquared(counts, shifted(expected));
    assert.ok(apart > critical(cells), 'noise that lies eight beside is noticed');
  });

  it('finds draws to say nothing of each other', () => {
    const drawn = draws('one after the other', 10_000);
    for (const lag of [1, 2, 7]) {
      let product = 0;
      for (let n = lag; n < drawn.length; n++) product += (drawn[n] ?? 0) * (drawn[n - lag] ?? 0);
      const correlation = product / (drawn.length - lag) / Number(COUNT_VARIANCE);
      assert.ok(Math.abs(correlation) < 4 / Math.sqrt(drawn.length), `${lag}: ${correlation}`);
    }
  });

  it('finds no floating point: the last digit of forty is as random as the first', () => {
    // Mironov's attack (CCS 2012) reads what rounding leaves out. Doubles hold 16 digits: of noise with σ = 10⁴⁰ they would
    // leave a last digit, and last bits, that are always the same.
    const random = noiseOf('forty digits');
    const many = 4000;
    const digits = new Array<number>(10).fill(0);
    const bits = new Array<number>(8).fill(0);
    let within = 0;
    for (let n = 0; n < many; n++) {
      const x = discreteGaussian(random, { over: 10n ** 80n, under: 1n });
      const size = x < 0n ? -x : x;
      digits[Number(size % 10n)] = (digits[Number(size % 10n)] ?? 0) + 1;
      bits[Number(size % 8n)] = (bits[Number(size % 8n)] ?? 0) + 1;
      if (size <= 10n ** 40n) within++;
    }
    assert.ok(chiSquared(digits, new Array<number>(10).fill(many / 10)) < critical(9), `${digits}`);
    assert.ok(chiSquared(bits, new Array<number>(8).fill(many / 8)) < critical(7), `${bits}`);
    // Within one σ lie 68.27 % of what is normal.
    assert.ok(Math.abs(within / many - 0.6827) < 4 * Math.sqrt((0.6827 * 0.3173) / many), `${within}`);
  });

  it('finds that coins of less than a double could tell from 0 or 1 do fall', () => {
    // exp(−γ) for γ = 10⁻³⁰ is 1 to a double, and always falls but once in 10³⁰; for γ = 1 + 10⁻³⁰ it is e⁻¹.
    const random = noiseOf('coins');
    let fell = 0;
    const hair = 10n ** 30n;
    for (let n = 0; n < 2000; n++) {
      assert.ok(coinOfExp(random, { over: 1n, under: hair }));
      if (coinOfExp(random, { over: hair + 1n, under: hair })) fell++;
    }
    const p = Math.exp(-1);
    assert.ok(Math.abs(fell - 2000 * p) < 4 * Math.sqrt(2000 * p * (1 - p)), `${fell}`);
  });

  it('finds no function of floating point in a draw', () => {
    const used = usedOfMath(() => draws('without', 50));
    // Of these two the arguments are counts of bits and bytes.
    assert.deepEqual([...used].sort(), ['ceil', 'max']);
    assert.throws(() => release(noiseOf('half'), 1.5), RangeError, 'half a member isn’t counted');
  });
});

describe('an adversary who asks whether a member is among those counted', () => {
  it('is right no more often than promised over 10,000 trials, by the best threshold in hindsight', () => {
    const random = noiseOf('trials');
    for (const others of [0, 9, 500]) {
      const trials: Trial[] = [];
      const many = others === 500 ? 10_000 : 4000;
      for (let n = 0; n < many; n++) {
        // Even odds, by a bit of its own.
        const isAmong = ((random(1)[0] ?? 0) & 1) === 1;
        trials.push({ isAmong, released: release(random, others + (isAmong ? 1 : 0)) });
      }
      const right = bestThreshold(trials);
      assert.ok(right <= promised(), `${others}: ${right} of at most ${promised()}`);
      // Far less than that, and no more than chance has it: half of what is likelier of the one than of the other, and four deviations.
      const exact = 0.5 + mass(0) / 2;
      assert.ok(right <= exact + 2 / Math.sqrt(many), `${others}: ${right} for ${exact}`);
    }
  });

  it('would be right more often if there were less noise: the test above can fail', () => {
    const random = noiseOf('less');
    const trials = Array.from({ length: 10_000 }, (_, n): Trial => {
      const isAmong = n % 2 === 0;
      const noise = Number(discreteGaussian(random, { over: 9n, under: 1n }));
      return { isAmong, released: 500 + (isAmong ? 1 : 0) + noise };
    });
    assert.ok(bestThreshold(trials) > promised());
  });

  it('meets δ at the ε that one answer is said to have, by the exact probabilities', () => {
    const e = Math.exp(Number(epsilonOf(COUNT_RHO)) / 1e6);
    for (const [one, other] of [
      [0, 1],
      [1, 0],
    ] as const) {
      let beyond = 0;
      for (let x = 1 - REACH; x < REACH; x++) beyond += Math.max(0, mass(x - one) - e * mass(x - other));
      assert.ok(beyond <= DELTA, `${beyond}`);
    }
  });

  it('meets δ at ε = 2 after all answers of a quarter', () => {
    // The loss of an answer is (2(x − c) − 1)/2σ² where the member isn’t among them; those of a quarter add up. By ρ, the sum is
    // about as a normal of mean ρ and variance 2ρ: beyond ε it lies (ε − ρ)/√(2ρ) deviations, which must leave no more than δ.
    const rho = Number((MOST_RHO / COUNT_RHO) * COUNT_RHO) / 1e12;
    const epsilon = Number(MOST_EPSILON) / 1e6;
    const deviations = (epsilon - rho) / Math.sqrt(2 * rho);
    // Of a normal, less than e^(−d²/2)/(d·√2π) lies beyond d deviations.
    const beyond = Math.exp(-(deviations ** 2) / 2) / (deviations * Math.sqrt(2 * Math.PI));
    assert.ok(beyond <= DELTA, `${beyond}`);
  });
});

describe('an adversary who averages', () => {
  it('is stopped by the budget at a standard error of more than three members', () => {
    const most = Number(MOST_RHO / COUNT_RHO);
    // Any answers of total ρ leave an average that is off by 1/√(2ρ) at least, however they are weighed.
    const bound = 1 / Math.sqrt((2 * Number(MOST_RHO)) / 1e12);
    assert.ok(bound > 3, `${bound}`);
    assert.ok(SIGMA / Math.sqrt(most) >= bound, `${SIGMA / Math.sqrt(most)}`);
    const random = noiseOf('averages');
    const errors: number[] = [];
    for (let quarter = 0; quarter < 40; quarter++) {
      let sum = 0;
      for (let n = 0; n < most; n++) sum += release(random, 500) ?? 0;
      errors.push(sum / most - 500);
    }
    // By 40 averages the deviation is known to 11 %; four of these are allowed.
    const off = Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / errors.length);
    assert.ok(off > bound * (1 - 4 * 0.112), `${off}`);
    assert.ok(off < bound * (1 + 4 * 0.112), `the bound says what is: ${off}`);
  });
});

/** What is drawn of the bytes of a number; null where they are drawn again. */
function firstOf(n: number, bytes: number, end: bigint): bigint | null {
  let asked = 0;
  const random: Bytes = (count) => {
    if (asked++ > 0) throw new Again();
    assert.equal(count, bytes);
    return bytes === 1 ? Uint8Array.of(n) : Uint8Array.of(n >> 8, n & 255);
  };
  try {
    return uniform(random, end);
  } catch (error) {
    if (error instanceof Again) return null;
    throw error;
  }
}

class Again extends Error {}

/** Each cell with what the one before should have. */
const shifted = (cells: readonly number[]): number[] => cells.map((_, n) => cells.at(n - 1) ?? 0);

/** The functions of `Math` that are called meanwhile. */
function usedOfMath(run: () => void): ReadonlySet<string> {
  const used = new Set<string>();
  const own = Object.getOwnPropertyDescriptors(Math);
  for (const [name, { value }] of Object.entries(own)) {
    if (typeof value !== 'function') continue;
    const noting = (...given: unknown[]) => {
      used.add(name);
      return value(...given);
    };
    Object.defineProperty(Math, name, { value: noting, configurable: true, writable: true });
  }
  try {
    run();
  } finally {
    for (const [name, descriptor] of Object.entries(own)) {
      if (typeof descriptor.value === 'function') Object.defineProperty(Math, name, descriptor);
    }
  }
  return used;
}
