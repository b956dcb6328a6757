import { createHmac, hkdfSync } from 'node:crypto';
import type { ActorId } from '../../privacy/words.ts';
import type { OpenAccount } from './account-rows.ts';

/**
 * Marks the copies of an attribute that a persona shows in conversations, so that they can be found by whoever has the
 * account's key, and by nobody else told to be of one attribute: 32 bytes, of HMAC-SHA-256 under a key derived from the
 * account's (RFC 5869). Other personas' copies of the same have other marks.
 */
export const copyMark = ({ key }: OpenAccount, persona: ActorId, attribute: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', 'waxseal mark of copies', 32)))
    .update(`${persona} ${attribute}`)
    .digest();
