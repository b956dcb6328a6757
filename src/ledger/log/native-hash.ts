import { hash } from 'node:crypto';
import { HASH_BYTES, type Hash } from '../verify/hash.ts';

/**
 * The hashes of `../verify/`, by what the server has built in: several times as fast as what runs on the device as well,
 * where there are a million of them.
 */
const sha256 = (bytes: Uint8Array): Hash => new Uint8Array(hash('sha256', bytes, 'buffer'));

/** As `nodeHash` of `../verify/hash.ts`. */
export function nativeNodeHash(left: Hash, right: Hash): Hash {
  const bytes = new Uint8Array(1 + 2 * HASH_BYTES);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

/** As `commitment` of `../verify/commitment.ts`. */
export const nativeCommitment = (salt: Uint8Array, content: string): Hash =>
  sha256(Buffer.concat([salt, Buffer.from(content)]));
