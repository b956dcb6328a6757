import { fromBase64, toBase64 } from './base64.ts';
import { type Checked, fails } from './checked.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { commitment } from './commitment.ts';
import { verifyConsistency } from './consistency.ts';
import { type Hash, leafHash } from './hash.ts';
import { verifyInclusion } from './inclusion.ts';
import { openNote, parseVkey } from './note.ts';

const ENTRY = 'waxseal ledger entry 1';
const USE = 'waxseal ledger use 1';
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

/** Proves that a use of data is in a log, and that somebody's was among it. */
export interface UseProof extends EntryProof {
  readonly participant: Pick<EntryProof, 'place' | 'salt' | 'content' | 'hashes'>;
}

/** Proves that a log goes on from an older checkpoint. */
export interface ContinuationProof {
  readonly key: string;
  readonly older: string;
  readonly newer: string;
  readonly hashes: readonly Hash[];
}

/** A proof as a file, which is JSON. */
export const entryFile = (proof: EntryProof): Record<string, unknown> => ({ format: ENTRY, ...coded(proof) });

export const fileOfUse = ({ participant, ...proof }: UseProof): Record<string, unknown> => ({
  format: USE,
  ...coded(proof),
  participant: coded(participant),
});

const coded = <T extends Pick<EntryProof, 'salt' | 'hashes'>>(proof: T) => ({
  ...proof,
  salt: toBase64(proof.salt),
  hashes: proof.hashes.map(toBase64),
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
  | {
      readonly kind: 'use';
      readonly content: string;
      readonly place: number;
      readonly checkpoint: Checkpoint;
      /** What the leaf of whoever's data it was says: who, and by which grants. */
      readonly participation: string;
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
  if (file.format === ENTRY || file.format === USE) {
    const checkpoint = checkpointOf('checkpoint');
    if (checkpoint === null) return no('checkpoint', 'The checkpoint isn’t signed by this key.');
    const entry = verifyLeaf(file, checkpoint);
    if (!entry.holds) return entry;
    const shown = { content: entry.content, place: entry.place, checkpoint };
    if (file.format === ENTRY) return { holds: true, shows: { kind: 'entry', ...shown } };
    const participation = verifyParticipation(file.participant, entry.content);
    if (!participation.holds) return participation;
    return { holds: true, shows: { kind: 'use', ...shown, participation: participation.content } };
  }
  if (file.format === CONTINUATION) {
    const hashes = hashesOf(file.hashes);
    if (hashes === null) return no('form', 'The hashes can’t be read.');
    const [older, newer] = [checkpointOf('older'), checkpointOf('newer')];
    if (older === null) return no('older checkpoint', 'The older checkpoint isn’t signed by this key.');
    if (newer === null) return no('newer checkpoint', 'The newer checkpoint isn’t signed by this key.');
    const trees = { size1: older.size, root1: older.root, size2: newer.size, root2: newer.root };
    const checked = verifyConsistency({ ...trees, proof: hashes });
    return checked.holds ? { holds: true, shows: { kind: 'continuation', older, newer } } : checked;
  }
  return no('form', 'This is no proof of a ledger that this program knows.');
}

/** What a salted leaf says, where it is in the tree. */
type Leaf =
  | { readonly holds: true; readonly content: string; readonly place: number }
  | Exclude<Checked, { readonly holds: true }>;

/** Whether a leaf, as it stands in a file, is in a tree. */
function verifyLeaf(file: Readonly<Record<string, unknown>>, tree: Pick<Checkpoint, 'size' | 'root'>): Leaf {
  const hashes = hashesOf(file.hashes);
  if (hashes === null) return no('form', 'The hashes can’t be read.');
  const salt = fromBase64(stringOf(file.salt));
  const { place, content } = file;
  if (salt === null || typeof place !== 'number' || typeof content !== 'string') {
    return no('form', 'The entry can’t be read.');
  }
  const leaf = leafHash(commitment(salt, content));
  const checked = verifyInclusion({ index: place, size: tree.size, leaf, proof: hashes, root: tree.root });
  return checked.holds ? { holds: true, content, place } : checked;
}

/** Whether a participant is in the tree whose root the entry of the use has. */
function verifyParticipation(part: unknown, entry: string): Leaf {
  const { use, participants } = parsed(entry) ?? {};
  const { root: code, places } = record(participants) ?? {};
  const root = fromBase64(stringOf(code));
  const file = record(part);
  if (typeof use !== 'string' || root === null || typeof places !== 'number' || file === null) {
    return no('participant: form', 'The entry, or who took part, can’t be read.');
  }
  const leaf = verifyLeaf(file, { size: places, root });
  if (!leaf.holds) return no(`participant: ${leaf.step}`, leaf.says);
  return parsed(leaf.content)?.use === use
    ? leaf
    : no('participant: use', 'Who took part did so in another use of data.');
}

const no = fails as (step: string, says: string) => Exclude<Checked, { readonly holds: true }>;

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return record(JSON.parse(text));
  } catch {
    return null;
  }
}

const record = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function hashesOf(value: unknown): Hash[] | null {
  if (!Array.isArray(value) || value.length > 64) return null;
  const hashes = value.map((one) => fromBase64(stringOf(one)));
  return hashes.some((hash) => hash === null) ? null : (hashes as Hash[]);
}
