import {
  type Edge,
  EMPTY_EDGE,
  grow,
  rootOfEdge,
  TILE_WIDTH,
  type Tile,
  type TileId,
} from '../tree/tiles.ts';
import { type Checked, fails, HOLDS } from './checked.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { type Hash, isSameHash } from './hash.ts';
import { openNote, type Verifier } from './note.ts';

/** A log as somebody has it who doesn't trust it. */
export interface LogToVerify {
  readonly verifier: Verifier;
  /** The newest checkpoint, as a signed note. */
  readonly note: string;
  /** An older checkpoint that one kept; null is none. */
  readonly since: string | null;
  /** All leaves from the first, some at a time; one that ends early is a log that was cut. */
  leaves(): AsyncIterable<readonly Hash[]>;
  /** Compares a tile that the leaves give with the one that the log has, where it is served by tiles; false differs. */
  isTile?(tile: TileId & { readonly tile: Tile }): Promise<boolean>;
}

/**
 * Whether a log is whole: whether its leaves give the root that was signed, and begin with those of an older checkpoint.
 * Memory doesn't grow with the log.
 */
export async function verifyLog({ verifier, note, since, leaves, isTile }: LogToVerify): Promise<Checked> {
  const newest = readCheckpoint(note, verifier);
  if (newest === null) return fails('checkpoint', 'The newest checkpoint isn’t signed by this log’s key.');
  const older = since === null ? null : readCheckpoint(since, verifier);
  if (since !== null && older === null) {
    return fails('older checkpoint', 'The older checkpoint isn’t signed by this log’s key.');
  }
  if (older !== null && older.size > newest.size) {
    return fails(
      'size',
      `The log had ${older.size} entries at ${older.time}, and has only ${newest.size} now.`,
    );
  }
  let edge: Edge = EMPTY_EDGE;
  const begun = checkAt(edge, older, 'The older checkpoint is of no entries and has a root of some.');
  if (!begun.holds) return begun;
  for await (const some of leaves()) {
    for (const part of partsOf(some, edge.size, [older?.size, newest.size])) {
      const grown = grow(edge, part);
      edge = grown.edge;
      for (const tile of grown.changed) {
        if (isTile === undefined || tile.tile.length < TILE_WIDTH) continue;
        if (!(await isTile(tile))) {
          return fails('tile', `Tile ${tile.n} of level ${tile.level} isn’t what the entries give.`);
        }
      }
      const checked = checkAt(
        edge,
        older,
        `The entries up to ${edge.size} aren’t those of the older checkpoint.`,
      );
      if (!checked.holds) return checked;
    }
    if (edge.size >= newest.size) break;
  }
  if (edge.size < newest.size) {
    return fails('length', `The checkpoint speaks of ${newest.size} entries, and there are ${edge.size}.`);
  }
  return checkAt(edge, newest, 'The entries give another root than the checkpoint says.');
}

const readCheckpoint = (note: string, verifier: Verifier): Checkpoint | null => {
  const text = openNote(note, verifier);
  const checkpoint = text === null ? null : parseCheckpoint(text);
  return checkpoint?.origin === verifier.name ? checkpoint : null;
};

function checkAt(edge: Edge, checkpoint: Checkpoint | null, says: string): Checked {
  if (checkpoint === null || checkpoint.size !== edge.size) return HOLDS;
  return isSameHash(rootOfEdge(edge), checkpoint.root) ? HOLDS : fails('root', says);
}

/** Leaves in parts that end where a checkpoint does; what lies beyond the last isn't looked at. */
function partsOf(leaves: readonly Hash[], from: number, sizes: readonly (number | undefined)[]): Hash[][] {
  const ends = sizes.flatMap((size) => (size === undefined || size <= from ? [] : [size - from]));
  const last = Math.max(...ends, 0);
  const cuts = [
    ...new Set([...ends.map((end) => Math.min(end, leaves.length)), Math.min(last, leaves.length)]),
  ].sort((a, b) => a - b);
  let begin = 0;
  return cuts.flatMap((end) => {
    const part = leaves.slice(begin, end);
    begin = end;
    return part.length === 0 ? [] : [part];
  });
}
