import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../../core/canonical-json.ts';
import { fromBase58, toBase58 } from './base58.ts';
import { type Checked, fails, HOLDS } from './checked.ts';
import type { Verifier } from './note.ts';

/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Multicodec's mark of an Ed25519 public key. */
const ED25519_KEY = Uint8Array.of(0xed, 0x01);
const KEY_BYTES = 32;

/** A public key as a Multikey: what stands behind `did:key:`. */
const multikey = (key: Uint8Array): string => `z${toBase58(concatBytes(ED25519_KEY, key))}`;

/** @returns null for what is no Ed25519 key */
function keyIn(method: unknown): Uint8Array | null {
  const [, encoded = ''] = /#z([^#]+)$/.exec(typeof method === 'string' ? method : '') ?? [];
  const bytes = fromBase58(encoded);
  if (bytes?.length !== ED25519_KEY.length + KEY_BYTES || !ED25519_KEY.every((byte, n) => bytes[n] === byte))
    return null;
  return bytes.slice(ED25519_KEY.length);
}

/**
 * Signs a document as W3C Data Integrity has it, by the cryptosuite `eddsa-jcs-2022` (vc-di-eddsa, section 3.3): its proof
 * stands in it. The domain is the name under which verifiers know the key.
 * @param created RFC 3339
 * @param seed of the Ed25519 key, 32 bytes
 */
export function withProof(
  content: JsonObject,
  { name, created }: { readonly name: string; readonly created: string },
  seed: Uint8Array,
): JsonObject {
  const key = multikey(ed25519.getPublicKey(seed));
  const options = {
    '@context': content['@context'],
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created,
    verificationMethod: `did:key:${key}#${key}`,
    proofPurpose: 'assertionMethod',
    domain: name,
  };
  const proofValue = `z${toBase58(ed25519.sign(hashOf(content, options), seed))}`;
  return { ...content, proof: { ...options, proofValue } };
}

/**
 * Whether the proof in a document holds.
 * @param verifier whose it must be; null takes the key that it names, which shows only that the two agree
 */
export function checkProof(signed: JsonObject, verifier: Verifier | null): Checked {
  const { proof, ...content } = signed;
  if (typeof proof !== 'object' || proof === null || Array.isArray(proof))
    return fails('form', 'It isn’t signed.');
  const { proofValue, ...options } = proof as JsonObject;
  if (options.type !== 'DataIntegrityProof' || options.cryptosuite !== 'eddsa-jcs-2022') {
    return fails('form', 'It is signed in a way that this program doesn’t know.');
  }
  const key = keyIn(options.verificationMethod);
  if (key === null) return fails('key', 'The key by which it is signed can’t be read.');
  if (verifier !== null && (multikey(verifier.key) !== multikey(key) || verifier.name !== options.domain)) {
    return fails('key', 'It is signed by another key than this one.');
  }
  if (options.proofPurpose !== 'assertionMethod')
    return fails('purpose', 'It is signed for another purpose.');
  if (canonicalJson(options['@context']) !== canonicalJson(content['@context'])) {
    return fails('words', 'What its words mean isn’t what was signed.');
  }
  const signature =
    typeof proofValue === 'string' && proofValue.startsWith('z') ? fromBase58(proofValue.slice(1)) : null;
  if (signature === null) return fails('form', 'Its signature can’t be read.');
  return isSigned(signature, hashOf(content, options), key)
    ? HOLDS
    : fails('signature', 'It isn’t what was signed: something in it was altered.');
}

/** SHA-256 of the options, then SHA-256 of the content (vc-di-eddsa, sections 3.3.3 to 3.3.5). */
const hashOf = (content: JsonObject, options: JsonObject): Uint8Array =>
  concatBytes(sha256(utf8ToBytes(canonicalJson(options))), sha256(utf8ToBytes(canonicalJson(content))));

function isSigned(signature: Uint8Array, hash: Uint8Array, key: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, hash, key);
  } catch {
    return false;
  }
}
