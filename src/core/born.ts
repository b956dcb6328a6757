/**
 * When an id was made, in milliseconds since the Unix epoch: a UUID of version 7 says so (RFC 9562, section 5.7); undefined
 * of any other.
 */
export function bornAt(id: string): number | undefined {
  if (id.charAt(14) !== '7') return undefined;
  const at = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return Number.isNaN(at) ? undefined : at;
}
