import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';

/** 32 bytes of SHA-256. */
export type Hash = Uint8Array;

export const HASH_BYTES = 32;

/** The root of a tree without leaves (RFC 6962, 2.1). */
export const EMPTY_ROOT: Hash = sha256(new Uint8Array());

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf: SHA-256(0x00 || data) (RFC 6962, 2.1). */
export const leafHash = (data: Uint8Array): Hash => sha256(concatBytes(LEAF, data));

/** The hash of two subtrees: SHA-256(0x01 || left || right) (RFC 6962, 2.1). */
export const nodeHash = (left: Hash, right: Hash): Hash => sha256(concatBytes(NODE, left, right));

export const isSameHash = (one: Hash, other: Hash): boolean =>
  one.length === other.length && one.every((byte, n) => byte === other[n]);
