import { createHash } from 'node:crypto';

/** Numbers from 0 up to but not including 1, always the same from the same seed: SHA-256 in counter mode. */
export function chanceFrom(seed: string): () => number {
  let block = Buffer.alloc(0);
  let turn = 0;
  return () => {
    if (block.length < 4) block = createHash('sha256').update(`${turn++} ${seed}`).digest();
    const drawn = block.readUInt32BE(0) / 2 ** 32;
    block = block.subarray(4);
    return drawn;
  };
}

/** Puts a list in an order by chance (Fisher and Yates), in place. */
export function shuffle(list: number[], chance: () => number): void {
  for (let n = list.length - 1; n > 0; n--) {
    const other = Math.floor(chance() * (n + 1));
    [list[n], list[other]] = [list[other] as number, list[n] as number];
  }
}

/**
 * Shares a whole number out by weights, in whole numbers that add up to it: each is the exact share rounded down or up, up as often
 * as it is due (systematic sampling).
 * @param weights none below nought; where all are nought, it is shared evenly
 */
export function shareOut(whole: number, weights: readonly number[], chance: () => number): number[] {
  const sum = weights.reduce((one, other) => one + other, 0);
  const exact = weights.map((weight) => whole * (sum === 0 ? 1 / weights.length : weight / sum));
  const floors = exact.map(Math.floor);
  let left = whole - floors.reduce((one, other) => one + other, 0);
  const start = chance();
  let passed = 0;
  const shared = floors.map((floor, n) => {
    const before = Math.ceil(passed - start);
    passed += (exact[n] ?? 0) - floor;
    const up = Math.min(left, Math.ceil(passed - start) - before);
    left -= up;
    return floor + up;
  });
  // What sums of fractions lost in their last digits.
  for (let n = 0; left > 0; n = (n + 1) % shared.length) {
    if ((weights[n] ?? 0) === 0 && sum > 0) continue;
    shared[n] = (shared[n] ?? 0) + 1;
    left--;
  }
  return shared;
}
