import type { Hash } from '../verify/hash.ts';

/**
 * Floors of every tree of participants, however many there are: a proof is always as long, and what lies around a leaf is
 * hashes that could be leaves or whole subtrees of them, so that nothing tells how many took part.
 */
export const FLOORS = 24;
/** Places for leaves. */
export const PLACES = 2 ** FLOORS;

/** The hash of a subtree in which nobody is: as good as random to whoever doesn't know what it is made from. */
export type Filler = (floor: number, index: number) => Hash;

/** What a tree is made of: `node` is `nodeHash` of `../verify/hash.ts`, however it is computed. */
export interface Hashing {
  readonly node: (left: Hash, right: Hash) => Hash;
  readonly filler: Filler;
}

/** A leaf at its place, from 0. */
export type Leaf = readonly [place: number, leaf: Hash];

/** Lets others have their turn: of 100,000 leaves there are some 1,600,000 hashes, which take seconds. */
export type Pause = () => Promise<unknown>;

/** Nodes that are made between two pauses: milliseconds of work. */
const NODES_AT_ONCE = 250;

/**
 * The root of a tree with few of its places taken.
 * @param leaves each at a place of its own, in any order
 */
export async function participantsRoot(
  leaves: Iterable<Leaf>,
  hashing: Hashing,
  pause: Pause,
): Promise<Hash> {
  const { root } = await climb(leaves, hashing, pause, null);
  return root;
}

/** The hashes from the sibling of the leaf at a place up to the root, one of each floor. */
export async function proveParticipant(
  leaves: Iterable<Leaf>,
  hashing: Hashing,
  place: number,
  pause: Pause,
): Promise<Hash[]> {
  const { siblings } = await climb(leaves, hashing, pause, place);
  return siblings;
}

/** Floor by floor from the leaves up; a subtree is hashed where somebody is in it, and filled elsewhere. */
async function climb(
  leaves: Iterable<Leaf>,
  hashing: Hashing,
  pause: Pause,
  place: number | null,
): Promise<{ readonly root: Hash; readonly siblings: Hash[] }> {
  const { node, filler } = hashing;
  let nodes = new Map<number, Hash>();
  for (const [index, leaf] of leaves) {
    if (nodes.has(index)) throw new Error('two participants at one place');
    nodes.set(index, leaf);
    if (nodes.size % (10 * NODES_AT_ONCE) === 0) await pause();
  }
  const siblings: Hash[] = [];
  for (let floor = 0; floor < FLOORS; floor++) {
    const below = nodes;
    const at = (index: number): Hash => below.get(index) ?? filler(floor, index);
    if (place !== null) siblings.push(at(siblingOf(Math.floor(place / 2 ** floor))));
    const above = new Map<number, Hash>();
    for (const index of below.keys()) {
      const left = index - (index % 2);
      if (above.has(left / 2)) continue;
      above.set(left / 2, node(at(left), at(left + 1)));
      if (above.size % NODES_AT_ONCE === 0) await pause();
    }
    nodes = above;
  }
  return { root: nodes.get(0) ?? filler(FLOORS, 0), siblings };
}

const siblingOf = (index: number): number => (index % 2 === 0 ? index + 1 : index - 1);
