import { fromBase64, toBase64 } from './base64.ts';
import { type Checked, fails } from './checked.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { commitment } from './commitment.ts';
import { verifyConsistency } from './consistency.ts';
import { type Hash, leafHash } from './hash.ts';
import { verifyInclusion } from './inclusion.ts';
import { openNote, parseVkey } from './note.ts';

const ENTRY = 'waxseal ledger entry 1';
const CONTINUATION = 'waxseal ledger continuation 1';

/** Proves that an entry is in a log: everything that is needed besides the log's key, which one may know already. */
export interface EntryProof {
  /** As {@link parseVkey} reads it. */
  readonly key: string;
  /** The signed note. */
  readonly checkpoint: string;
  readonly place: number;
  readonly salt: Uint8Array;
  readonly content: string;
  readonly hashes: readonly Hash[];
}

/** Proves that a log goes on from an older checkpoint. */
export interface ContinuationProof {
  readonly key: string;
  readonly older: string;
  readonly newer: string;
  readonly hashes: readonly Hash[];
}

/** A proof as a file, which is JSON. */
export const entryFile = ({ salt, hashes, ...proof }: EntryProof): Record<string, unknown> => ({
  format: ENTRY,
  ...proof,
  salt: toBase64(salt),
  hashes: hashes.map(toBase64),
});

export const continuationFile = ({ hashes, ...proof }: ContinuationProof): Record<string, unknown> => ({
  format: CONTINUATION,
  ...proof,
  hashes: hashes.map(toBase64),
});

/** What a proof shows where it holds. */
type Shown =
  | {
      readonly kind: 'entry';
      readonly content: string;
      readonly place: number;
      readonly checkpoint: Checkpoint;
    }
  | { readonly kind: 'continuation'; readonly older: Checkpoint; readonly newer: Checkpoint };

export type Verified =
  | { readonly holds: true; readonly shows: Shown }
  | Exclude<Checked, { readonly holds: true }>;

/**
 * Verifies a proof's file, by itself: no server is asked.
 * @param text the file
 * @param key the log's key as one knows it; null takes the file's own, which shows only that the file agrees with itself
 */
export function verifyProofFile(text: string, key: string | null): Verified {
  const file = parsed(text);
  if (file === null) return no('form', 'This isn’t JSON.');
  const verifier = parseVkey(key ?? stringOf(file.key));
  if (verifier === null) return no('key', 'There is no key that can be read.');
  if (key !== null && file.key !== key) return no('key', 'The file is of another log than this key.');
  const checkpointOf = (field: string): Checkpoint | null => {
    const opened = openNote(stringOf(file[field]), verifier);
    const checkpoint = opened === null ? null : parseCheckpoint(opened);
    return checkpoint?.origin === verifier.name ? checkpoint : null;
  };
  const hashes = hashesOf(file.hashes);
  if (hashes === null) return no('form', 'The hashes can’t be read.');
  if (file.format === ENTRY) {
    const checkpoint = checkpointOf('checkpoint');
    if (checkpoint === null) return no('checkpoint', 'The checkpoint isn’t signed by this key.');
    const salt = fromBase64(stringOf(file.salt));
    const { place, content } = file;
    if (salt === null || typeof place !== 'number' || typeof content !== 'string') {
      return no('form', 'The entry can’t be read.');
    }
    const leaf = leafHash(commitment(salt, content));
    const { size, root } = checkpoint;
    const checked = verifyInclusion({ index: place, size, leaf, proof: hashes, root });
    return checked.holds ? { holds: true, shows: { kind: 'entry', content, place, checkpoint } } : checked;
  }
  if (file.format === CONTINUATION) {
    const [older, newer] = [checkpointOf('older'), checkpointOf('newer')];
    if (older === null) return no('older checkpoint', 'The older checkpoint isn’t signed by this key.');
    if (newer === null) return no('newer checkpoint', 'The newer checkpoint isn’t signed by this key.');
    const trees = { size1: older.size, root1: older.root, size2: newer.size, root2: newer.root };
    const checked = verifyConsistency({ ...trees, proof: hashes });
    return checked.holds ? { holds: true, shows: { kind: 'continuation', older, newer } } : checked;
  }
  return no('form', 'This is no proof of a ledger that this program knows.');
}

const no = fails as (step: string, says: string) => Exclude<Checked, { readonly holds: true }>;

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function hashesOf(value: unknown): Hash[] | null {
  if (!Array.isArray(value) || value.length > 64) return null;
  const hashes = value.map((one) => fromBase64(stringOf(one)));
  return hashes.some((hash) => hash === null) ? null : (hashes as Hash[]);
}
