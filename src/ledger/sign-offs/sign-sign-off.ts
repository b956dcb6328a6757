import { hkdfSync } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type JsonObject, withProof } from '../verify/data-integrity.ts';
import { vkeyOf } from '../verify/note.ts';

type Parts = Pick<Deps, 'masterKey' | 'publicUrl'>;

/** An expert's signature as a file, signed by the server on whose word it stands that it was theirs. */
export function signatureFile(deps: Parts, network: NetworkId, content: JsonObject, created: string): string {
  return canonicalJson(withProof(content, { name: nameOf(deps, network), created }, seedOf(deps, network)));
}

/** The key that a verifier keeps, in the form of the ledger's. */
export const signatureKey = (deps: Parts, network: NetworkId): string =>
  vkeyOf({ name: nameOf(deps, network), key: ed25519.getPublicKey(seedOf(deps, network)) });

const nameOf = ({ publicUrl }: Parts, network: NetworkId): string =>
  `${publicUrl.replace(/^https?:\/\//, '')}/sign-offs/${network}`;

/** A key of its own for each network, and for this alone, derived from the server's secret (RFC 5869). */
const seedOf = ({ masterKey }: Parts, network: NetworkId): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, '', `waxseal sign the sign-offs of ${network}`, 32));
