import type { Hash } from '../verify/hash.ts';
import { nodeHash } from '../verify/hash.ts';

/**
 * Floors of every tree of participants, however many there are: a proof is always as long, and what lies around a leaf is
 * hashes that could be leaves or whole subtrees of them, so that nothing tells how many took part.
 */
export const FLOORS = 24;
/** Places for leaves. */
export const PLACES = 2 ** FLOORS;

/** The hash of a subtree in which nobody is: as good as random to whoever doesn't know what it is made from. */
export type Filler = (floor: number, index: number) => Hash;

/** A leaf at its place, from 0. */
export type Leaves = readonly (readonly [place: number, leaf: Hash])[];

/**
 * The root of a tree with few of its places taken.
 * @param leaves each at a place of its own, in any order
 */
export function participantsRoot(leaves: Leaves, filler: Filler): Hash {
  const { root } = climb(leaves, filler, null);
  return root;
}

/** The hashes from the sibling of the leaf at a place up to the root, one of each floor. */
export const proveParticipant = (leaves: Leaves, filler: Filler, place: number): Hash[] =>
  climb(leaves, filler, place).siblings;

/** Floor by floor from the leaves up; a subtree is hashed where somebody is in it, and filled elsewhere. */
function climb(
  leaves: Leaves,
  filler: Filler,
  place: number | null,
): { readonly root: Hash; readonly siblings: Hash[] } {
  let nodes = new Map(leaves);
  if (nodes.size !== leaves.length) throw new Error('two participants at one place');
  const siblings: Hash[] = [];
  for (let floor = 0; floor < FLOORS; floor++) {
    const at = (index: number): Hash => nodes.get(index) ?? filler(floor, index);
    if (place !== null) siblings.push(at(siblingOf(Math.floor(place / 2 ** floor))));
    const above = new Map<number, Hash>();
    for (const index of nodes.keys()) {
      const left = index - (index % 2);
      if (!above.has(left / 2)) above.set(left / 2, nodeHash(at(left), at(left + 1)));
    }
    nodes = above;
  }
  return { root: nodes.get(0) ?? filler(FLOORS, 0), siblings };
}

const siblingOf = (index: number): number => (index % 2 === 0 ? index + 1 : index - 1);
