import { hkdfSync } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Checkpoint, checkpointText } from '../verify/checkpoint.ts';
import { signNote, type Verifier } from '../verify/note.ts';

/** Who signs the log of a network: the name is its origin, of which the server's address is part. */
export function verifierOf(deps: Pick<Deps, 'masterKey' | 'publicUrl'>, network: NetworkId): Verifier {
  return { name: originOf(deps, network), key: ed25519.getPublicKey(seedOf(deps, network)) };
}

export function signCheckpoint(
  deps: Pick<Deps, 'masterKey' | 'publicUrl'>,
  network: NetworkId,
  checkpoint: Omit<Checkpoint, 'origin'>,
): string {
  const origin = originOf(deps, network);
  return signNote(checkpointText({ origin, ...checkpoint }), origin, seedOf(deps, network));
}

/** The address under which the log is served, without its scheme, as C2SP tlog-checkpoint advises. */
const originOf = ({ publicUrl }: Pick<Deps, 'publicUrl'>, network: NetworkId): string =>
  `${publicUrl.replace(/^https?:\/\//, '')}/ledger/${network}`;

/** A key of its own for each network, derived from the server's secret (RFC 5869). */
const seedOf = ({ masterKey }: Pick<Deps, 'masterKey'>, network: NetworkId): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', masterKey, '', `waxseal sign the ledger of ${network}`, 32));
