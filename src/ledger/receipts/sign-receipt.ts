import { hkdfSync } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { ConsentEvent } from '../../privacy/consents.ts';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { withProof } from '../verify/data-integrity.ts';
import { vkeyOf } from '../verify/note.ts';
import { latestOf, type ReceiptParties, receiptDocument } from './receipt-document.ts';

type Parts = Pick<Deps, 'masterKey' | 'publicUrl'>;

/** The receipt as a file: signed, and the same bytes as long as what it says is the same. */
export function receiptFile(
  deps: Parts,
  network: NetworkId,
  event: ConsentEvent,
  parties: Omit<ReceiptParties, 'server'>,
): string {
  const document = receiptDocument(event, { ...parties, server: deps.publicUrl });
  const created = new Date(latestOf(event)).toISOString();
  return canonicalJson(withProof(document, { name: nameOf(deps, network), created }, seedOf(deps, network)));
}

/** The key that a verifier keeps, in the form of the ledger's. */
export const receiptKey = (deps: Parts, network: NetworkId): string =>
  vkeyOf({ name: nameOf(deps, network), key: ed25519.getPublicKey(seedOf(deps, network)) });

const nameOf = ({ publicUrl }: Parts, network: NetworkId): string =>
  `${publicUrl.replace(/^https?:\/\//, '')}/receipts/${network}`;

/** A key of its own for each network, and for this alone, derived from the server's secret (RFC 5869). */
const seedOf = ({ masterKey }: Parts, network: NetworkId): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, '', `waxseal sign the receipts of ${network}`, 32));
