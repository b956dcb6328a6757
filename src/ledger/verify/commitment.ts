import { sha256 } from '@noble/hashes/sha2.js';
import type { Hash } from './hash.ts';

export const SALT_BYTES = 32;

/**
 * What a leaf holds of an entry: SHA-256(salt || content). The salt is as long as the hash and as random: without it
 * nobody can find out by trying what an entry says.
 * @param content the very text, as UTF-8
 */
export function commitment(salt: Uint8Array, content: string): Hash {
  const text = new TextEncoder().encode(content);
  const bytes = new Uint8Array(salt.length + text.length);
  bytes.set(salt);
  bytes.set(text, salt.length);
  return sha256(bytes);
}
