import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Hash } from './hash.ts';

export const SALT_BYTES = 32;

/**
 * What a leaf holds of an entry: SHA-256(salt || content). The salt is as long as the hash and as random: without it
 * nobody can find out by trying what an entry says.
 * @param content the very text, as UTF-8
 */
export const commitment = (salt: Uint8Array, content: string): Hash =>
  sha256(concatBytes(salt, utf8ToBytes(content)));
