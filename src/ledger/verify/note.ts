import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from './base64.ts';

/** Whose signature, as a verifier knows it: `vkey` of C2SP signed-note. */
export interface Verifier {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly key: Uint8Array;
}

/** Ed25519 among the kinds of signature. */
const ED25519 = 1;
const KIND = Uint8Array.of(ED25519);
const ID_BYTES = 4;
const MOST_SIGNATURES = 100;

/** A key's name is no empty word, and has no plus sign. */
const isName = (name: string): boolean => name !== '' && !/[\s+]/u.test(name);

/** The first four bytes of SHA-256(name || 0x0A || kind || key). */
function keyId({ name, key }: Verifier): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(`${name}\n`), KIND, key)).slice(0, ID_BYTES);
}

/** `name+hex of the id+base64 of the kind and the key`: what a verifier keeps. */
export const vkeyOf = (verifier: Verifier): string =>
  `${verifier.name}+${bytesToHex(keyId(verifier))}+${toBase64(concatBytes(KIND, verifier.key))}`;

/** @returns null for what is no key of this kind */
export function parseVkey(text: string): Verifier | null {
  const [, name = '', , encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text.trim()) ?? [];
  const bytes = fromBase64(encoded);
  if (!isName(name) || bytes === null || bytes.length !== 33 || bytes[0] !== ED25519) return null;
  const verifier = { name, key: bytes.slice(1) };
  return vkeyOf(verifier) === text.trim() ? verifier : null;
}

/**
 * A note that is signed (C2SP signed-note): the text, an empty line, and the signature's.
 * @param text ends with a line break
 * @param seed of the Ed25519 key, 32 bytes
 */
export function signNote(text: string, name: string, seed: Uint8Array): string {
  if (!isName(name)) throw new RangeError('a key’s name has no spaces and no plus sign');
  if (!text.endsWith('\n') || text.includes('\n\n'))
    throw new RangeError('a note’s text is lines, none empty');
  const verifier = { name, key: ed25519.getPublicKey(seed) };
  const signature = ed25519.sign(utf8ToBytes(text), seed);
  return `${text}\n— ${name} ${toBase64(concatBytes(keyId(verifier), signature))}\n`;
}

/** The text of a note that this verifier's key signed; null where it isn't so. Others' signatures are passed over. */
export function openNote(note: string, verifier: Verifier): string | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const id = keyId(verifier).join();
  let isSigned = false;
  for (const line of lines) {
    const [, name, encoded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (name === undefined || bytes === null || bytes.length <= ID_BYTES) return null;
    if (name !== verifier.name || bytes.slice(0, ID_BYTES).join() !== id) continue;
    if (!isSignatureOf(bytes.slice(ID_BYTES), text, verifier)) return null;
    isSigned = true;
  }
  return isSigned ? text : null;
}

function isSignatureOf(signature: Uint8Array, text: string, { key }: Verifier): boolean {
  try {
    return ed25519.verify(signature, utf8ToBytes(text), key);
  } catch {
    return false;
  }
}
