/** A whole subtree: 2^height leaves, the `index`th of its kind from the left. */
export interface Subtree {
  readonly height: number;
  readonly index: number;
}

/** Leaves from `begin` up to `end`, not with it. */
export type Range = readonly [begin: number, end: number];

/**
 * The ranges whose hashes prove that the leaf at `index` is in a tree of `size`, from the leaf's sibling up to the root:
 * PATH of RFC 6962, 2.1.1.
 */
export function inclusionRanges(index: number, [begin, end]: Range): Range[] {
  if (end - begin <= 1) return [];
  const middle = begin + splitOf(end - begin);
  return index < middle
    ? [...inclusionRanges(index, [begin, middle]), [middle, end]]
    : [...inclusionRanges(index, [middle, end]), [begin, middle]];
}

/** The ranges whose hashes prove that a tree begins with its first `size1` leaves: PROOF of RFC 6962, 2.1.2. */
export const consistencyRanges = (size1: number, size2: number): Range[] =>
  size1 === 0 || size1 === size2 ? [] : subproof(size1, [0, size2], true);

function subproof(size: number, [begin, end]: Range, isWhole: boolean): Range[] {
  if (size === end) return isWhole ? [] : [[begin, end]];
  const middle = begin + splitOf(end - begin);
  return size <= middle
    ? [...subproof(size, [begin, middle], isWhole), [middle, end]]
    : [...subproof(size, [middle, end], false), [begin, middle]];
}

/** The whole subtrees that make up a range as proofs ask for it, from the left: each next is smaller. */
export function subtreesOf([begin, end]: Range): Subtree[] {
  const found: Subtree[] = [];
  for (let from = begin; from < end; ) {
    const leaves = largestPower(end - from);
    found.push({ height: Math.log2(leaves), index: from / leaves });
    from += leaves;
  }
  return found;
}

/** The largest power of two that is smaller than `count`, where a tree of so many leaves is parted. */
const splitOf = (count: number): number => largestPower(count - 1);

/** The largest power of two that isn't larger than `count`. */
function largestPower(count: number): number {
  let power = 1;
  while (power * 2 <= count) power *= 2;
  return power;
}
