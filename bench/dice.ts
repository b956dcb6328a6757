/** Numbers that are the same in every run (mulberry32). */
export interface Dice {
  /** A whole number from 0 up to `sides`. */
  roll(sides: number): number;
  pick<T>(from: readonly T[]): T;
  /** As many different ones, or all where there are fewer. */
  some<T>(from: readonly T[], count: number): T[];
}

export function dice(seed: number): Dice {
  let state = seed;
  const roll = (sides: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  };
  const pick = <T>(from: readonly T[]): T => {
    const one = from[roll(from.length)];
    if (one === undefined) throw new RangeError('nothing to pick from');
    return one;
  };
  const some = <T>(from: readonly T[], count: number): T[] => {
    if (from.length <= count) return [...from];
    const chosen = new Set<T>();
    while (chosen.size < count) chosen.add(pick(from));
    return [...chosen];
  };
  return { roll, pick, some };
}
