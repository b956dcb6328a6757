import { fromBase64, toBase64 } from './base64.ts';
import { HASH_BYTES, type Hash } from './hash.ts';

/** How a log stood at one time (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** Which log. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Hash;
  /** When it was made, in UTC: an extension line of ours. */
  readonly time: string;
}

/** A checkpoint as the text of a note: origin, size, root and time, a line each. */
export const checkpointText = ({ origin, size, root, time }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n${time}\n`;

/** @returns null for what is no checkpoint */
export function parseCheckpoint(text: string): Checkpoint | null {
  const [origin = '', size = '', encoded = '', time = '', ...others] = text.split('\n');
  const root = fromBase64(encoded);
  if (origin === '' || !/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) return null;
  if (
    root === null ||
    root.length !== HASH_BYTES ||
    others.join('') !== '' ||
    Number.isNaN(Date.parse(time))
  ) {
    return null;
  }
  return { origin, size: Number(size), root, time };
}
