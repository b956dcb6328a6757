import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { serverKey } from '../vault/keys.ts';
import type { FileOf, FilePart } from './open-file.ts';

/** How long a link to a file can be followed, at least: it ends with the next full span of this length. */
export const TICKET_MS = 10 * 60_000;

/** A link to a file for one viewer, who is decided about anew whenever it is followed. */
export interface Ticket {
  readonly network: NetworkId;
  /** For whom it was made; null is a visitor. */
  readonly viewer: ActorId | null;
  readonly file: FileOf;
  readonly part: FilePart;
  /** What the browser holds for which it was made, hashed; a link to a download can't be followed without. */
  readonly holder: string | null;
  readonly until: Instant;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a ticket: whoever sees the link learns neither for whom it is nor of what. The same ticket has the same seal, so
 * that a page which is asked for twice is the same twice: the nonce is a keyed hash of what is sealed.
 */
export function sealTicket(deps: Pick<Deps, 'masterKey'>, ticket: Ticket): string {
  const { network, viewer, file, part, holder, until } = ticket;
  const plain = JSON.stringify([network, viewer, file.kind, file.id, part, holder, until]);
  const key = serverKey(deps, 'links to files');
  const iv = createHmac('sha256', key).update(plain).digest().subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Opens a ticket; null where it isn't ours, or its time is over. */
export function openTicket(deps: Pick<Deps, 'masterKey'>, text: string, at: Instant): Ticket | null {
  try {
    const bytes = Buffer.from(text, 'base64url');
    const iv = bytes.subarray(0, IV_BYTES);
    const key = serverKey(deps, 'links to files');
    // Without the length, shorter tags would pass too, which can be guessed.
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    const [network, viewer, kind, id, part, holder, until] = JSON.parse(plain.toString('utf8'));
    if (until <= at) return null;
    return { network, viewer, file: { kind, id }, part, holder, until };
  } catch {
    return null;
  }
}

/** When a link that is made now ends: links made within one span are the same. */
export const ticketEnd = (at: Instant): Instant => (Math.floor(at / TICKET_MS) + 2) * TICKET_MS;

/** What a link says of the secret that the browser holds. */
export const holderOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** Whether the browser holds what the link was made for. */
export function isHeldBy({ holder }: Ticket, secret: string | null): boolean {
  if (holder === null) return true;
  if (secret === null) return false;
  return timingSafeEqual(Buffer.from(holder), Buffer.from(holderOf(secret)));
}
