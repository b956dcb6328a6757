import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Deps } from '../../store/deps.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals bytes by AES-256-GCM.
 * @param about what the bytes are of; they open only together with the same words, so that a sealed value can't be
 *   moved to another row
 * @returns a version byte, the nonce, the ciphertext, the tag
 */
export function seal(
  { random }: Pick<Deps, 'random'>,
  key: Uint8Array,
  plain: string | Uint8Array,
  about: string,
): Buffer {
  const nonce = random(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain as string), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, sealed, cipher.getAuthTag()]);
}

/** Opens what {@link seal} made; throws where the key, the words or the bytes differ. */
export function unseal(key: Uint8Array, sealed: Buffer, about: string): Buffer {
  if (sealed[0] !== VERSION) throw new Error('sealed by another build');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const body = sealed.subarray(1 + NONCE_BYTES, sealed.length - TAG_BYTES);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}
