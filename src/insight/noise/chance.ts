/**
 * Where unguessable bytes come from: the system's generator in production, a seeded one in tests. Passed in, so that what
 * is drawn can be replayed.
 */
export type Bytes = (count: number) => Uint8Array;

/** Bytes that are fetched at a time: a draw of noise takes some hundred, one or two at once. */
const FETCHED = 256;

/** The same bytes, fetched by many at a time. */
export function buffered(random: Bytes): Bytes {
  let held: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (count) => {
    if (used + count > held.length) {
      held = random(Math.max(FETCHED, count));
      used = 0;
    }
    used += count;
    return held.subarray(used - count, used);
  };
}

/** A whole number from 0 up to but not including `end`, each as likely: what lies beyond is drawn again. */
export function uniform(random: Bytes, end: bigint): bigint {
  if (end <= 0n) throw new RangeError('there is no number to draw');
  const bits = (end - 1n).toString(2).length;
  const bytes = Math.ceil(bits / 8);
  const surplus = BigInt(bytes * 8 - bits);
  for (;;) {
    let drawn = 0n;
    for (const byte of random(bytes)) drawn = (drawn << 8n) | BigInt(byte);
    drawn >>= surplus;
    if (drawn < end) return drawn;
  }
}

/** A ratio of whole numbers, the second above 0: nothing is rounded. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** True with the probability of the ratio, which is between 0 and 1. */
const coin = (random: Bytes, { over, under }: Ratio): boolean => uniform(random, under) < over;

/**
 * True with probability exp(−γ), for γ of 0 and more: Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential
 * Privacy" (NeurIPS 2020), algorithm 1. Only whole numbers are compared.
 */
export function coinOfExp(random: Bytes, { over, under }: Ratio): boolean {
  let rest = over;
  for (; rest > under; rest -= under) if (!coinOfSmallExp(random, { over: 1n, under: 1n })) return false;
  return coinOfSmallExp(random, { over: rest, under });
}

/** The same for γ up to 1: how long coins of γ/1, γ/2, γ/3, … keep falling, which is as often even as exp(−γ) says. */
function coinOfSmallExp(random: Bytes, { over, under }: Ratio): boolean {
  let k = 1n;
  while (coin(random, { over, under: under * k })) k++;
  return k % 2n === 1n;
}
