import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { nativeNodeHash } from '../log/native-hash.ts';
import { commitment } from '../verify/commitment.ts';
import { type Hash, leafHash, nodeHash } from '../verify/hash.ts';
import { verifyInclusion } from '../verify/inclusion.ts';
import { type Filler, FLOORS, PLACES, participantsRoot, proveParticipant } from './participants.ts';

const filler = (floor: number, index: number): Hash => commitment(new Uint8Array(32), `${floor}/${index}`);
const hashing = { node: nodeHash, filler };
const leaf = (n: number): Hash => leafHash(new TextEncoder().encode(`participant ${n}`));

/** The root by its definition: from the top down, asking who is below. */
function definition(leaves: ReadonlyMap<number, Hash>, floor: number, index: number): Hash {
  const width = 2 ** floor;
  const isEmpty = ![...leaves.keys()].some((place) => Math.floor(place / width) === index);
  if (isEmpty) return filler(floor, index);
  if (floor === 0) return leaves.get(index) as Hash;
  return nodeHash(definition(leaves, floor - 1, 2 * index), definition(leaves, floor - 1, 2 * index + 1));
}

describe('the tree of participants', () => {
  const crowds = [[0], [PLACES - 1], [5, 4], [0, 1, 2, 3, PLACES - 1], [7, 70, 700, 7000, 70_000, 700_000]];

  it('has one root, in whatever order they come', async () => {
    for (const places of crowds) {
      const leaves = places.map((place) => [place, leaf(place)] as const);
      const root = await participantsRoot(leaves, hashing, turn);
      assert.deepEqual(root, definition(new Map(leaves), FLOORS, 0));
      assert.deepEqual(root, await participantsRoot(leaves.toReversed(), hashing, turn));
    }
    const twice = [
      [1, leaf(1)],
      [1, leaf(2)],
    ] as const;
    await assert.rejects(participantsRoot(twice, hashing, turn));
  });

  it('proves each of them, by as many hashes however many they are, and nobody else', async () => {
    for (const places of crowds) {
      const leaves = places.map((place) => [place, leaf(place)] as const);
      const root = await participantsRoot(leaves, hashing, turn);
      for (const place of places) {
        const proof = await proveParticipant(leaves, hashing, place, turn);
        assert.equal(proof.length, FLOORS);
        const at = { index: place, size: PLACES, leaf: leaf(place), proof, root };
        assert.deepEqual(verifyInclusion(at), { holds: true });
        assert.equal(verifyInclusion({ ...at, leaf: leaf(place + 1) }).holds, false);
        assert.equal(verifyInclusion({ ...at, index: (place + 1) % PLACES }).holds, false);
      }
    }
  });

  it('is the one that was made without pausing, and others have their turn however many they are', async () => {
    for (const many of [1, 2, 3, 1000, 90_001]) {
      // Far apart where they are few, as by chance; close together where that would take a million hashes more.
      const apart = many > 1000 ? 3 : 7_654_321;
      const leaves = Array.from({ length: many }, (_, n) => [(n * apart) % PLACES, leaf(n)] as const);
      let hashes = 0;
      let most = 0;
      // Not to take the test half a minute: what each stands for is as good as a hash here.
      const cheap: Filler = (floor, index) =>
        new Uint8Array(Uint32Array.of(floor, index, 0, 0, 0, 0, 0, 0).buffer);
      const counted: Filler = (floor, index) => {
        hashes++;
        return cheap(floor, index);
      };
      const pause = (): Promise<void> => {
        most = Math.max(most, hashes);
        hashes = 0;
        return turn();
      };
      const root = await participantsRoot(leaves, { node: nativeNodeHash, filler: counted }, pause);
      assert.deepEqual(root, atOnce(leaves, cheap), `${many}`);
      assert.ok(Math.max(most, hashes) <= Math.max(1000, FLOORS), `${most} fillers at once, of ${many}`);
    }
  });
});

/** The root as it was made before there were pauses. */
function atOnce(leaves: readonly (readonly [number, Hash])[], filler: Filler): Hash {
  let nodes = new Map(leaves);
  for (let floor = 0; floor < FLOORS; floor++) {
    const at = (index: number): Hash => nodes.get(index) ?? filler(floor, index);
    const above = new Map<number, Hash>();
    for (const index of nodes.keys()) {
      const left = index - (index % 2);
      if (!above.has(left / 2)) above.set(left / 2, nativeNodeHash(at(left), at(left + 1)));
    }
    nodes = above;
  }
  return nodes.get(0) ?? filler(FLOORS, 0);
}
