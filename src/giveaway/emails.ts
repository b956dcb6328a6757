import { before, type Detector, findingOf, matchesOf } from './finding.ts';

/**
 * An address as people write it, narrower than RFC 5322: no quoted parts, and a domain whose last label has letters
 * (`bundle@2.0.3` is a package).
 */
const PLAIN =
  /(?<![\p{L}\p{N}@])[\p{L}\p{N}][\p{L}\p{N}._%+'-]*@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}(?![\p{L}\p{N}@])/gu;

/** "lena (at) example (dot) org", "davide at example dot it". */
const SPELT =
  /(?<![\p{L}\p{N}@])[\p{L}\p{N}][\p{L}\p{N}._%+-]*(?:\s?[([{]\s?at\s?[)\]}]\s?[\p{L}\p{N}-]+(?:(?:\s?[([{]\s?dot\s?[)\]}]\s?|\sdot\s|\.)[\p{L}\p{N}-]+){0,3}|\sat\s[\p{L}\p{N}-]+(?:\sdot\s[\p{L}\p{N}-]+){0,3})(?:\s?[([{]\s?dot\s?[)\]}]\s?|\sdot\s|(?<=[)\]}]\s?[\p{L}\p{N}-]+)\.)\p{L}{2,24}(?![\p{L}\p{N}])/giu;

/** Logins of programs, behind which is nobody. */
const NOBODY = /^(?:git|hg|svn|no-?reply|do-?not-?reply)@/i;

/** Addresses of e-mail. */
export const findEmails: Detector = (text) => [
  ...matchesOf(text, PLAIN)
    // `https://user@host` is no mail; `@iris@acme.example` is a handle, and doesn't match.
    .filter((match) => !NOBODY.test(match[0]) && !/:\/\/[^\s@]*$/.test(before(text, match.index, 200)))
    .map((match) => findingOf('email', match, 'sure')),
  ...matchesOf(text, SPELT).map((match) => findingOf('email', match, 'likely')),
];
