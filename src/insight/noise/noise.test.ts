import assert from 'node:assert/strict';
import { createCipheriv, createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { chiSquared, critical } from '../../../test/insight/attack/chi-squared.ts';
import {
  COUNT_RHO,
  COUNT_VARIANCE,
  decimal,
  epsilonOf,
  MOST_EPSILON,
  MOST_EPSILON_OF_QUERY,
  MOST_RHO,
  mostRhoOf,
  rhoOfCount,
} from './accounting.ts';
import { type Bytes, buffered, coinOfExp, uniform } from './chance.ts';
import { discreteGaussian, squareRoot } from './discrete-gaussian.ts';
import { epochOf, quarterOf } from './quarter.ts';
import { halfWidthOf, MINIMUM_GROUP, release, sigmaOf } from './release.ts';

const [HALF_WIDTH, SIGMA] = [halfWidthOf(COUNT_VARIANCE), sigmaOf(COUNT_VARIANCE)];

/** Bytes that are as good as random, and the same in each run: AES-CTR. */
function seeded(seed: string): Bytes {
  const key = createHash('sha256').update(seed).digest();
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16));
  return (count) => stream.update(Buffer.alloc(count));
}

/** The exact probabilities of the discrete Gaussian, from its sum. */
function gaussianMass(variance: number): (x: number) => number {
  const weight = (x: number) => Math.exp(-(x * x) / (2 * variance));
  let sum = 0;
  for (let x = -2000; x <= 2000; x++) sum += weight(x);
  return (x) => weight(x) / sum;
}

describe('chance in whole numbers', () => {
  it('draws each number below an end as often', () => {
    const random = buffered(seeded('uniform'));
    for (const end of [1, 2, 3, 7, 10, 257]) {
      const counts = new Array<number>(end).fill(0);
      const draws = 4000 * Math.min(end, 10);
      for (let n = 0; n < draws; n++) {
        const drawn = Number(uniform(random, BigInt(end)));
        counts[drawn] = (counts[drawn] ?? 0) + 1;
      }
      const statistic = chiSquared(counts, new Array<number>(end).fill(draws / end));
      assert.ok(end === 1 ? statistic === 0 : statistic < critical(end - 1), `${end}: ${statistic}`);
    }
    assert.throws(() => uniform(random, 0n), RangeError);
  });

  it('falls as often as exp(−γ) says, below and above 1', () => {
    const random = buffered(seeded('exp'));
    const draws = 20_000;
    for (const [over, under] of [
      [0n, 1n],
      [1n, 7n],
      [1n, 1n],
      [3n, 2n],
      [4n, 1n],
    ] as const) {
      let fell = 0;
      for (let n = 0; n < draws; n++) fell += coinOfExp(random, { over, under }) ? 1 : 0;
      const p = Math.exp(-Number(over) / Number(under));
      const deviation = Math.sqrt(draws * p * (1 - p));
      assert.ok(Math.abs(fell - draws * p) <= 4 * deviation, `${over}/${under}: ${fell} of ${draws}`);
    }
  });
});

describe('discrete Gaussian noise', () => {
  for (const [over, under, seed] of [
    [1n, 4n, 'narrow'],
    [9n, 2n, 'a fraction'],
    [100n, 1n, 'wide'],
  ] as const) {
    it(`has the exact distribution for σ² = ${over}/${under}`, () => {
      const variance = Number(over) / Number(under);
      const random = seeded(seed);
      const mass = gaussianMass(variance);
      const draws = 20_000;
      const most = Math.ceil(3 * Math.sqrt(variance));
      // One cell for each number, and one for all beyond on either side.
      const counts = new Array<number>(2 * most + 1).fill(0);
      let beyond = 0;
      let sum = 0;
      let squares = 0;
      for (let n = 0; n < draws; n++) {
        const x = Number(discreteGaussian(random, { over, under }));
        sum += x;
        squares += x * x;
        if (Math.abs(x) > most) beyond++;
        else counts[x + most] = (counts[x + most] ?? 0) + 1;
      }
      const expected = counts.map((_, n) => draws * mass(n - most));
      const rest = draws - expected.reduce((all, one) => all + one, 0);
      const statistic = chiSquared([...counts, beyond], [...expected, Math.max(rest, 1)]);
      assert.ok(statistic < critical(counts.length), `χ² = ${statistic} of ${counts.length} cells`);
      const exactVariance = counts.length === 0 ? 0 : secondMoment(mass);
      assert.ok(Math.abs(sum / draws) < 4 * Math.sqrt(exactVariance / draws), `mean ${sum / draws}`);
      const spread = squares / draws;
      assert.ok(Math.abs(spread / exactVariance - 1) < 0.05, `variance ${spread} of ${exactVariance}`);
    });
  }

  it('is another where its variance is another: the test above can fail', () => {
    const random = seeded('another');
    const mass = gaussianMass(5);
    const counts = new Array<number>(13).fill(0);
    for (let n = 0; n < 20_000; n++) {
      const x = Number(discreteGaussian(random, { over: 9n, under: 2n }));
      if (Math.abs(x) <= 6) counts[x + 6] = (counts[x + 6] ?? 0) + 1;
    }
    const expected = counts.map((_, n) => 20_000 * mass(n - 6));
    assert.ok(chiSquared(counts, expected) > critical(12));
  });

  it('takes the same bytes for the same noise, and no number that isn’t whole', () => {
    const draws = () => {
      const random = seeded('again');
      return Array.from({ length: 20 }, () => discreteGaussian(random, { over: COUNT_VARIANCE, under: 1n }));
    };
    assert.deepEqual(draws(), draws());
    assert.throws(() => discreteGaussian(seeded('none'), { over: 0n, under: 1n }), RangeError);
  });

  it('finds square roots of whole numbers', () => {
    for (let n = 0n; n < 2000n; n++) {
      const root = squareRoot(n);
      assert.ok(root * root <= n && (root + 1n) * (root + 1n) > n, `${n}`);
    }
    const large = 10n ** 40n + 12_345n;
    assert.equal(squareRoot(large), 10n ** 20n);
  });
});

const secondMoment = (mass: (x: number) => number): number => {
  let moment = 0;
  for (let x = -500; x <= 500; x++) moment += x * x * mass(x);
  return moment;
};

describe('the cost of answers', () => {
  const asNumber = (rho: bigint): number => Number(rho) / 1e12;
  const plain = (rho: number): number => rho + 2 * Math.sqrt(rho * Math.log(1e9));

  it('is never told to be less than it is', () => {
    for (const variance of [1n, 3n, 200n, 4156n, 1_000_000n]) {
      const rho = rhoOfCount(variance);
      assert.ok(rho * 2n * variance >= 10n ** 12n, 'ρ is rounded up');
      const epsilon = Number(epsilonOf(rho)) / 1e6;
      const exact = plain(asNumber(rho));
      assert.ok(epsilon >= exact && epsilon < exact + 3e-6, `${variance}: ${epsilon} for ${exact}`);
    }
    assert.equal(epsilonOf(0n), 0n);
  });

  it('fills a quarter up to ε = 2 and no further, and one query takes a twentieth at most', () => {
    assert.ok(epsilonOf(MOST_RHO) <= MOST_EPSILON && epsilonOf(MOST_RHO + 1n) > MOST_EPSILON);
    assert.ok(epsilonOf(COUNT_RHO) <= MOST_EPSILON_OF_QUERY);
    assert.ok(
      rhoOfCount(COUNT_VARIANCE - 1n) > mostRhoOf(MOST_EPSILON_OF_QUERY),
      'with no more noise than that',
    );
    assert.ok(MOST_RHO / COUNT_RHO >= 20n);
  });

  it('is said in decimals', () => {
    assert.equal(decimal(2_000_000n), '2');
    assert.equal(decimal(99_993n), '0.099993');
    assert.equal(decimal(0n), '0');
    assert.equal(decimal(1_500_000n), '1.5');
  });

  it('is renewed with the quarter, and answers with the day', () => {
    const march = Date.parse('2026-03-31T23:59:59.999Z');
    assert.deepEqual(quarterOf(march), { name: '2026-Q1', ends: march + 1 });
    assert.equal(quarterOf(march + 1).name, '2026-Q2');
    assert.equal(
      new Date(quarterOf(Date.parse('2026-12-05T00:00Z')).ends).toISOString(),
      '2027-01-01T00:00:00.000Z',
    );
    assert.deepEqual(epochOf(march), { day: '2026-03-31', ends: march + 1 });
    assert.equal(epochOf(march + 1).day, '2026-04-01');
  });
});

describe('a count as it is told', () => {
  it('is withheld by what comes out, not by what is counted', () => {
    const random = seeded('release');
    const told = (count: number) => {
      let withheld = 0;
      for (let n = 0; n < 400; n++) {
        const released = release(random, count);
        if (released === null) withheld++;
        else assert.ok(released >= MINIMUM_GROUP);
      }
      return withheld / 400;
    };
    const [none, nine, ten, many] = [told(0), told(9), told(10), told(500)];
    // A group of nine is told about half of the times, and nobody's coming or going makes a jump.
    assert.ok(none > 0.45 && none < 0.65, `${none}`);
    assert.ok(nine > 0.4 && nine < 0.6 && ten > 0.4 && ten < 0.6, `${nine} ${ten}`);
    assert.equal(many, 0);
  });

  it('is told from the minimum on, and not below', () => {
    const noise = Number(discreteGaussian(seeded('low 1'), { over: COUNT_VARIANCE, under: 1n }));
    assert.ok(noise < 0, 'take another seed');
    assert.equal(release(seeded('low 1'), MINIMUM_GROUP - noise), MINIMUM_GROUP);
    assert.equal(release(seeded('low 1'), MINIMUM_GROUP - 1 - noise), null);
  });

  it('tells whether one member was among them hardly better than a coin, over 10,000 trials', () => {
    const random = seeded('membership');
    let right = 0;
    for (let n = 0; n < 10_000; n++) {
      const isAmong = n % 2 === 0;
      // The best guess there is: the noise is most likely around nought.
      right += (release(random, isAmong ? 501 : 500) ?? 0) >= 501 === isAmong ? 1 : 0;
    }
    const e = Math.exp(Number(epsilonOf(COUNT_RHO)) / 1e6);
    assert.ok(right / 10_000 <= e / (1 + e) + 1e-9 + 0.02, `${right}`);
  });

  it('lies within its interval in about 95 of 100 draws', () => {
    const random = seeded('interval');
    const mass = gaussianMass(Number(COUNT_VARIANCE));
    let share = 0;
    for (let x = -HALF_WIDTH; x <= HALF_WIDTH; x++) share += mass(x);
    assert.ok(share >= 0.95 && share < 0.96, `${share}`);
    let within = 0;
    for (let n = 0; n < 1000; n++) if (Math.abs((release(random, 5000) ?? 0) - 5000) <= HALF_WIDTH) within++;
    assert.ok(within > 925 && within < 975, `${within}`);
    assert.ok(Math.abs(SIGMA ** 2 - Number(COUNT_VARIANCE)) < 2);
  });
});
