import { type Checked, fails, HOLDS } from './checked.ts';
import { HASH_BYTES, type Hash, isSameHash, nodeHash } from './hash.ts';
import { half, isCount, isOdd } from './inclusion.ts';

export interface Consistency {
  /** Leaves of the older tree, and its root. */
  readonly size1: number;
  readonly root1: Hash;
  readonly size2: number;
  readonly root2: Hash;
  readonly proof: readonly Hash[];
}

/** Whether the newer tree begins with all the leaves of the older one, in their order (RFC 9162, 2.1.4.2). */
export function verifyConsistency({ size1, root1, size2, root2, proof }: Consistency): Checked {
  if (!isCount(size1) || !isCount(size2)) return fails('size', 'A size is no whole number.');
  if (size1 > size2) return fails('size', `The older tree has ${size1} leaves, the newer one only ${size2}.`);
  if (size1 === 0)
    return fails('size', 'Every tree begins with one that has no leaves: there is nothing to prove.');
  if (size1 === size2) {
    if (proof.length > 0) return fails('length', 'Trees of one size need no proof, and there is one.');
    return isSameHash(root1, root2) ? HOLDS : fails('root', 'Two trees of one size have different roots.');
  }
  if ([root1, root2, ...proof].some((hash) => hash.length !== HASH_BYTES)) {
    return fails('form', 'A hash has not 32 bytes.');
  }
  if (proof.length === 0) return fails('length', 'There is no proof.');
  let [node, last] = [size1 - 1, size2 - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // An older tree that is one whole subtree of the newer is left out of the proof: it is its root.
  const path = node === 0 ? [root1, ...proof] : [...proof];
  const [first = root1, ...rest] = path;
  let [old, now] = [first, first];
  for (const [n, sibling] of rest.entries()) {
    if (last === 0) return fails(`step ${n + 1}`, 'The proof goes on beyond the root.');
    if (isOdd(node) || node === last) {
      old = nodeHash(sibling, old);
      now = nodeHash(sibling, now);
      while (!isOdd(node) && node > 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, sibling);
    [node, last] = [half(node), half(last)];
  }
  if (last !== 0) return fails('length', 'The proof ends before it comes to the root.');
  if (!isSameHash(old, root1)) return fails('older root', 'The proof leads to another older root.');
  return isSameHash(now, root2) ? HOLDS : fails('newer root', 'The proof leads to another newer root.');
}
