import { createHash } from 'node:crypto';
import type { Instant, NetworkId } from '../../privacy/words.ts';

/** Milliseconds since 1970 that all imported ids bear: older than anything made here, and none of them tells an order. */
const BEFORE_US = Date.UTC(2012, 11, 3);

/**
 * The id of an imported fact: the same in every run, so that a second one finds what the first made, and another on
 * every network, so that nothing links the two. RFC 9562 version 8, laid out as version 7 is: 48 bits of time, then
 * bits of a SHA-256 over network and fact.
 */
export const importedId = <Id extends string>(network: NetworkId, ...fact: readonly string[]): Id =>
  importedIdAt(BEFORE_US, network, ...fact);

/** The same of what was said at an instant, and stands in the order of time. */
export function importedIdAt<Id extends string>(
  at: Instant,
  network: NetworkId,
  ...fact: readonly string[]
): Id {
  const digest = createHash('sha256')
    .update(JSON.stringify([network, ...fact]))
    .digest();
  digest.writeUIntBE(at, 0, 6);
  digest[6] = (digest.readUInt8(6) & 0x0f) | 0x80;
  digest[8] = (digest.readUInt8(8) & 0x3f) | 0x80;
  const hex = digest.toString('hex', 0, 16);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id;
}
