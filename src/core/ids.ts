import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Where ids come from: opaque strings that sort by the millisecond of their making and leak no count. */
export interface Ids {
  /**
   * A new id.
   * @param fact names what the id is for. The real source ignores it; a test's source derives the id from it,
   *   so that the same fact has the same id in two worlds whatever else happened before.
   */
  next(fact: string): string;
}

/**
 * UUID version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then 74 random bits. There is no
 * counter within a millisecond (section 6.2 allows one): it would show how many ids were made in between.
 * @param clock says the millisecond.
 * @param random gives ten random bytes a call; from the system's generator unless a test says otherwise.
 */
export function uuidV7(clock: Clock, random: () => Uint8Array = () => randomBytes(10)): Ids {
  return {
    next() {
      const bytes = Buffer.alloc(16);
      bytes.writeUIntBE(clock.now().getTime(), 0, 6);
      bytes.set(random(), 6);
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6); // version 7
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8); // variant 10
      const hex = bytes.toString('hex');
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
  };
}
