import { createHmac, hkdfSync } from 'node:crypto';
import type { Deps } from '../../store/deps.ts';

/** What a key is for. Each label gives a key of its own (RFC 5869). */
type KeyLabel =
  | 'seal the keys of accounts'
  | 'salt of passwords'
  | 'index of sign-ins'
  | 'index of attempts'
  | 'hash of mailed codes'
  | 'hash of repeated words'
  | 'links to files';

/** A 32-byte key for one purpose, derived from the server's secret. */
export function serverKey({ masterKey }: Pick<Deps, 'masterKey'>, label: KeyLabel): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', `waxseal ${label}`, 32));
}

/** A keyed hash (HMAC-SHA-256): who lacks the server's secret can't tell what it is of by trying. */
export function keyedHash(
  deps: Pick<Deps, 'masterKey'>,
  label: KeyLabel,
  ...of: readonly (string | Uint8Array)[]
): Buffer {
  const mac = createHmac('sha256', serverKey(deps, label));
  for (const part of of) {
    const bytes = Buffer.from(part as string);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    mac.update(length).update(bytes); // with its length, so that no two lists of parts are the same bytes
  }
  return mac.digest();
}
