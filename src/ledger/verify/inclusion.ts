import { type Checked, fails, HOLDS } from './checked.ts';
import { HASH_BYTES, type Hash, isSameHash, nodeHash } from './hash.ts';

export interface Inclusion {
  /** Of the leaf, from 0. */
  readonly index: number;
  /** Leaves of the tree. */
  readonly size: number;
  readonly leaf: Hash;
  /** From the leaf's sibling up to the root. */
  readonly proof: readonly Hash[];
  readonly root: Hash;
}

/** Whether a leaf is in a tree with that root (RFC 9162, 2.1.3.2; of the same trees as RFC 6962). */
export function verifyInclusion({ index, size, leaf, proof, root }: Inclusion): Checked {
  if (!isCount(index) || !isCount(size)) return fails('place', 'The place or the size is no whole number.');
  if (index >= size) return fails('place', `There is no place ${index} in a tree of ${size}.`);
  if ([leaf, root, ...proof].some((hash) => hash.length !== HASH_BYTES)) {
    return fails('form', 'A hash has not 32 bytes.');
  }
  let [node, last, hash] = [index, size - 1, leaf];
  for (const [n, sibling] of proof.entries()) {
    if (last === 0) return fails(`step ${n + 1}`, 'The proof goes on beyond the root.');
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      // The right edge: where there is no sibling on its floor, the node is taken up as it is.
      while (!isOdd(node) && node > 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) return fails('length', 'The proof ends before it comes to the root.');
  return isSameHash(hash, root) ? HOLDS : fails('root', 'The proof leads to another root.');
}

export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
export const isOdd = (value: number): boolean => value % 2 === 1;
/** Halves a place beyond what bit operations hold. */
export const half = (value: number): number => Math.floor(value / 2);
