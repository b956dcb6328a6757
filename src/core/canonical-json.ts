/**
 * JSON in one way only (RFC 8785, JCS): names in the order of their UTF-16 units, no spaces; numbers and texts as
 * JavaScript writes them, which is what the standard takes them from.
 * @param value as `JSON.parse` gives it
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, of]) => `${JSON.stringify(name)}:${canonicalJson(of)}`).join()}}`;
}
