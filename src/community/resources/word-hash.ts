import { hash, hkdfSync } from 'node:crypto';
import type { NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { serverKey } from '../vault/keys.ts';

const BLOCK = 64;
const DIGEST = 32;
/** Bytes of each hash. */
const KEPT = 12;

/**
 * Hashes runs of words by a key of the network's: a table of them tells nobody what they are. It is HMAC-SHA-256 (RFC
 * 2104), cut to 12 bytes, in hexadecimal; put together here, since one object for each of a million costs more than the
 * hash.
 */
export function wordHash(deps: Pick<Deps, 'masterKey'>, network: NetworkId): (text: string) => string {
  const key = Buffer.from(hkdfSync('sha256', serverKey(deps, 'hash of repeated words'), '', network, DIGEST));
  const outer = Buffer.alloc(BLOCK + DIGEST, 0x5c);
  let inner = Buffer.alloc(BLOCK, 0x36);
  for (const [at, byte] of key.entries()) {
    outer[at] = byte ^ 0x5c;
    inner[at] = byte ^ 0x36;
  }
  return (text) => {
    const end = BLOCK + Buffer.byteLength(text);
    if (end > inner.length) inner = Buffer.concat([inner.subarray(0, BLOCK), Buffer.alloc(2 * end)]);
    inner.write(text, BLOCK);
    outer.write(hash('sha256', inner.subarray(0, end), 'hex'), BLOCK, 'hex');
    return hash('sha256', outer, 'hex').slice(0, 2 * KEPT);
  };
}
