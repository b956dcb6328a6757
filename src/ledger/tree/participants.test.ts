import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commitment } from '../verify/commitment.ts';
import { type Hash, leafHash, nodeHash } from '../verify/hash.ts';
import { verifyInclusion } from '../verify/inclusion.ts';
import { FLOORS, PLACES, participantsRoot, proveParticipant } from './participants.ts';

const filler = (floor: number, index: number): Hash => commitment(new Uint8Array(32), `${floor}/${index}`);
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

  it('has one root, in whatever order they come', () => {
    for (const places of crowds) {
      const leaves = places.map((place) => [place, leaf(place)] as const);
      const root = participantsRoot(leaves, filler);
      assert.deepEqual(root, definition(new Map(leaves), FLOORS, 0));
      assert.deepEqual(root, participantsRoot(leaves.toReversed(), filler));
    }
    assert.throws(() =>
      participantsRoot(
        [
          [1, leaf(1)],
          [1, leaf(2)],
        ],
        filler,
      ),
    );
  });

  it('proves each of them, by as many hashes however many they are, and nobody else', () => {
    for (const places of crowds) {
      const leaves = places.map((place) => [place, leaf(place)] as const);
      const root = participantsRoot(leaves, filler);
      for (const place of places) {
        const proof = proveParticipant(leaves, filler, place);
        assert.equal(proof.length, FLOORS);
        const at = { index: place, size: PLACES, leaf: leaf(place), proof, root };
        assert.deepEqual(verifyInclusion(at), { holds: true });
        assert.equal(verifyInclusion({ ...at, leaf: leaf(place + 1) }).holds, false);
        assert.equal(verifyInclusion({ ...at, index: (place + 1) % PLACES }).holds, false);
      }
    }
  });
});
