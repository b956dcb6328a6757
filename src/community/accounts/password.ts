import { z } from 'zod';

/** Long enough not to be guessed at the pace that is let through, and no longer than is worth stretching. */
export const passwordSchema = z
  .string('is needed')
  .transform((text) => text.normalize('NFC')) // RFC 8265, OpaqueString
  .pipe(z.string().min(10, 'needs at least 10 characters').max(256, 'may have 256 characters at most'));
