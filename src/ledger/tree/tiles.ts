import { EMPTY_ROOT, type Hash, nodeHash } from '../verify/hash.ts';
import { consistencyRanges, inclusionRanges, type Range, type Subtree, subtreesOf } from './subtrees.ts';

/** Hashes of a tile across, and the floors of the tree that it spans (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Which tile: its level from the leaves up, every eighth floor of the tree, and its place from the left. */
export interface TileId {
  readonly level: number;
  readonly n: number;
}

/** A tile's hashes: 256, or fewer at the right edge of the tree. */
export type Tile = readonly Hash[];

/** Reads tiles, many at once; one that isn't there is missing from the answer. */
export type ReadTiles = (ids: readonly TileId[]) => Promise<ReadonlyMap<string, Tile>>;

export const tileName = ({ level, n }: TileId): string => `${level}/${n}`;

/** A tree as far as adding to it goes: the tiles at its right edge that aren't full, by level. */
export interface Edge {
  readonly size: number;
  readonly tiles: readonly Tile[];
}

export const EMPTY_EDGE: Edge = { size: 0, tiles: [] };

export interface Grown {
  readonly edge: Edge;
  /** Tiles that are new or longer than before. */
  readonly changed: readonly (TileId & { readonly tile: Tile })[];
}

/** Adds leaves at the right edge. The hashes of floors in between aren't kept: a tile gives them. */
export function grow({ size, tiles }: Edge, leaves: readonly Hash[]): Grown {
  const changed = new Map<string, TileId & { tile: Tile }>();
  const edges = tiles.map((tile) => [...tile]);
  let [added, width] = [leaves, 1];
  for (let level = 0; added.length > 0; level++, width *= TILE_WIDTH) {
    const edge = edges[level] ?? [];
    edges[level] = edge;
    let n = Math.floor(size / width / TILE_WIDTH);
    const full: Hash[] = [];
    for (const hash of added) {
      edge.push(hash);
      if (edge.length < TILE_WIDTH) continue;
      const tile = edge.splice(0);
      changed.set(tileName({ level, n }), { level, n, tile });
      full.push(rootOf(tile));
      n++;
    }
    if (edge.length > 0) changed.set(tileName({ level, n }), { level, n, tile: [...edge] });
    added = full;
  }
  return { edge: { size: size + leaves.length, tiles: edges }, changed: [...changed.values()] };
}

/** Where the tiles at the right edge of a tree lie that aren't full. */
export function edgeIds(size: number): TileId[] {
  const ids: TileId[] = [];
  for (let [level, hashes] = [0, size]; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH)) {
    if (hashes % TILE_WIDTH > 0) ids.push({ level, n: Math.floor(hashes / TILE_WIDTH) });
  }
  return ids;
}

/** The root of a tree that is known by its edge. */
export function rootOfEdge({ tiles }: Edge): Hash {
  let root: Hash | undefined;
  for (const tile of tiles) {
    const peaks = subtreesOf([0, tile.length]).map(({ height, index }) =>
      rootOf(tile.slice(index * 2 ** height, (index + 1) * 2 ** height)),
    );
    for (const peak of peaks.reverse()) root = root === undefined ? peak : nodeHash(peak, root);
  }
  return root ?? EMPTY_ROOT;
}

/** The root of a tree (MTH of RFC 6962, 2.1). */
export const readRoot = async (read: ReadTiles, size: number): Promise<Hash> =>
  size === 0 ? EMPTY_ROOT : (((await readRanges(read, [[0, size]]))[0] ?? EMPTY_ROOT) as Hash);

/** The hashes that prove a leaf to be in a tree. */
export const proveInclusion = (read: ReadTiles, index: number, size: number): Promise<Hash[]> =>
  readRanges(read, inclusionRanges(index, [0, size]));

/** The hashes that prove a tree to begin with another. */
export const proveConsistency = (read: ReadTiles, size1: number, size2: number): Promise<Hash[]> =>
  readRanges(read, consistencyRanges(size1, size2));

/** The hash of each range: all tiles that are needed are read at once. */
async function readRanges(read: ReadTiles, ranges: readonly Range[]): Promise<Hash[]> {
  const parts = ranges.map(subtreesOf);
  const ids = new Map(parts.flat().map((part) => [tileName(tileOf(part)), tileOf(part)]));
  const tiles = await read([...ids.values()]);
  return parts.map((subtrees) => {
    const hashes = subtrees.map((subtree) => hashOf(subtree, tiles));
    return hashes.reduceRight((right, left) => nodeHash(left, right));
  });
}

/** The tile in which a subtree's hash lies, or the hashes of which it is made. */
function tileOf({ height, index }: Subtree): TileId {
  const level = Math.floor(height / TILE_HEIGHT);
  return { level, n: Math.floor((index * 2 ** (height % TILE_HEIGHT)) / TILE_WIDTH) };
}

function hashOf(subtree: Subtree, tiles: ReadonlyMap<string, Tile>): Hash {
  const id = tileOf(subtree);
  const across = 2 ** (subtree.height % TILE_HEIGHT);
  const from = (subtree.index * across) % TILE_WIDTH;
  const hashes = tiles.get(tileName(id))?.slice(from, from + across) ?? [];
  if (hashes.length < across) throw new MissingTile(id);
  return rootOf(hashes);
}

/** What a tree needs isn't where it belongs. */
export class MissingTile extends Error {
  readonly tile: TileId;
  constructor(tile: TileId) {
    super(`tile ${tile.n} of level ${tile.level} is missing or too short`);
    this.tile = tile;
  }
}

/** The hash over a power of two of hashes. */
function rootOf(hashes: readonly Hash[]): Hash {
  let floor = hashes;
  while (floor.length > 1) {
    const above: Hash[] = [];
    for (let n = 0; n + 1 < floor.length; n += 2)
      above.push(nodeHash(floor[n] as Hash, floor[n + 1] as Hash));
    floor = above;
  }
  return floor[0] ?? EMPTY_ROOT;
}
