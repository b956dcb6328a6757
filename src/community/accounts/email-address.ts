import { domainToASCII } from 'node:url';
import { z } from 'zod';

/** An e-mail address in the one form by which it is compared. */
export const emailSchema = z
  .string('is needed')
  .max(320, 'is longer than an e-mail address can be')
  .transform((text, context) => {
    const normal = normaliseEmail(text);
    if (normal === null) context.addIssue('is no e-mail address');
    return normal ?? '';
  });

/**
 * The address without the differences that mail servers don't make: composed (NFC), in lower case, its domain in
 * ASCII (RFC 5891). Null for what is no address.
 */
export function normaliseEmail(text: string): string | null {
  const parts = /^([^\s@<>(),;:"\\[\]\p{Cc}]{1,64})@([^\s@]{1,255})$/u.exec(text.normalize('NFC').trim());
  if (parts === null) return null;
  const domain = domainToASCII(parts[2] ?? '').toLowerCase();
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)) return null;
  return `${(parts[1] ?? '').toLowerCase()}@${domain}`;
}

/** The part after the `@` of a normalised address. */
export const domainOfEmail = (email: string): string => email.slice(email.lastIndexOf('@') + 1);
