/**
 * Two numbers of 32 bits from an id that are the same whoever else there is: by them ties are put in an order, and members in
 * parts. They hide nothing and needn't, since what is released is bounded for every order and every part.
 */
export function mixed(id: string): readonly [number, number] {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  for (let n = 0; n < id.length; n++) {
    const code = id.charCodeAt(n);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0xc2b2ae35) ^ (b >>> 13);
  }
  return [stirred(a), stirred(b ^ a)];
}

/** The last steps of MurmurHash3, after which each bit depends on every one before. */
export function stirred(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Numbers from 0 up to but not including 1 that follow from a seed (mulberry32): for choices that needn't be hidden. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}
