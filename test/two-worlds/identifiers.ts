/**
 * Whatever could be an identifier in a text: UUIDs, long runs of hexadecimal digits or of base64url, and moments to the
 * millisecond, by which two things done at once could be told.
 */
export function identifiersIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const pattern of PATTERNS) for (const [match] of text.matchAll(pattern)) found.add(match);
  return found;
}

const PATTERNS: readonly RegExp[] = [
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi,
  /\b[0-9a-f]{16,}\b/gi,
  /(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{20,}(?![A-Za-z0-9_-])/g,
  /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g,
  /\b1[6-9]\d{11}\b/g,
];
