import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyConsistency } from '../verify/consistency.ts';
import { EMPTY_ROOT, type Hash, leafHash, nodeHash } from '../verify/hash.ts';
import { verifyInclusion } from '../verify/inclusion.ts';
import {
  EMPTY_EDGE,
  edgeIds,
  grow,
  MissingTile,
  proveConsistency,
  proveInclusion,
  type ReadTiles,
  readRoot,
  rootOfEdge,
  type Tile,
  tileName,
} from './tiles.ts';

/** The definition of RFC 6962, 2.1, as it stands there. */
function definition(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(definition(leaves.slice(0, split)), definition(leaves.slice(split)));
}

const leaf = (n: number): Hash => leafHash(new TextEncoder().encode(`leaf ${n}`));

/** A tree that grew by the given numbers of leaves. */
function grown(steps: readonly number[]) {
  const tiles = new Map<string, Tile>();
  let edge = EMPTY_EDGE;
  const leaves: Hash[] = [];
  for (const count of steps) {
    const more = Array.from({ length: count }, (_, n) => leaf(leaves.length + n));
    leaves.push(...more);
    const next = grow(edge, more);
    edge = next.edge;
    for (const one of next.changed) tiles.set(tileName(one), one.tile);
  }
  const read: ReadTiles = async (ids) =>
    new Map(
      ids.flatMap((id) => (tiles.has(tileName(id)) ? [[tileName(id), tiles.get(tileName(id)) as Tile]] : [])),
    );
  return { tiles, edge, leaves, read };
}

const SIZES = [0, 1, 2, 3, 7, 8, 255, 256, 257, 600, 1023];

describe('a tree of tiles', () => {
  it('has the root of the definition, at each size that it had', async () => {
    const { leaves, read, edge } = grown([1, 2, 253, 1, 300, 700]);
    assert.equal(edge.size, leaves.length);
    assert.deepEqual(rootOfEdge(edge), definition(leaves));
    for (const size of [...SIZES, leaves.length]) {
      assert.deepEqual(await readRoot(read, size), definition(leaves.slice(0, size)), `of ${size}`);
    }
  });

  it('is the same however it grew, and goes on from its edge', () => {
    const whole = grown([1000]);
    const steps = grown(Array.from({ length: 100 }, () => 10));
    assert.deepEqual(whole.tiles, steps.tiles);
    assert.deepEqual(whole.edge, steps.edge);
    const kept = edgeIds(1000).map((id) => steps.tiles.get(tileName(id)));
    assert.deepEqual(
      kept,
      steps.edge.tiles.filter((tile) => tile.length > 0),
    );
  });

  it('proves each leaf in and each older tree', async () => {
    const { leaves, read } = grown([1023]);
    for (const size of SIZES.slice(1)) {
      const root = await readRoot(read, size);
      for (const index of new Set([0, 1, size >> 1, size - 2, size - 1].filter((n) => n >= 0 && n < size))) {
        const proof = await proveInclusion(read, index, size);
        const at = { index, size, leaf: leaves[index] as Hash, proof, root };
        assert.deepEqual(verifyInclusion(at), { holds: true }, `${index} of ${size}`);
        assert.equal(verifyInclusion({ ...at, leaf: leaf(5000) }).holds, false);
      }
      for (const size1 of SIZES.filter((n) => n > 0 && n <= size)) {
        const proof = await proveConsistency(read, size1, size);
        const of = { size1, root1: await readRoot(read, size1), size2: size, root2: root, proof };
        assert.deepEqual(verifyConsistency(of), { holds: true }, `${size1} in ${size}`);
        assert.equal(verifyConsistency({ ...of, root1: leaf(5000) }).holds, false);
      }
    }
  });

  it('says which tile is missing', async () => {
    const { tiles, read } = grown([1000]);
    tiles.delete('0/1');
    await assert.rejects(proveInclusion(read, 300, 1000), (error: MissingTile) => {
      assert.ok(error instanceof MissingTile);
      assert.deepEqual(error.tile, { level: 0, n: 1 });
      return true;
    });
  });
});
