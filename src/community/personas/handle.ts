import { z } from 'zod';

/** Names that would mislead: of the server, of roles, and of paths. */
const RESERVED = new Set(
  `admin administrator root system server support help security abuse postmaster webmaster hostmaster waxseal moderator
  moderation staff official everyone all network nobody anonymous me self api oauth www mail info noreply no-reply`.split(
    /\s+/,
  ),
);

/** A handle: how an actor is addressed on its network, compared without regard to case. */
export const handleSchema = z
  .string('is needed')
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_.-]{2,30}$/, 'takes 2 to 30 of the letters a to z, digits, dots, hyphens and underscores')
  .refine((handle) => /[a-z0-9]/.test(handle), 'needs at least one letter or digit')
  .refine((handle) => !/^[.-]|[.-]$/.test(handle), 'may not begin or end with a dot or hyphen')
  .refine((handle) => !RESERVED.has(handle), 'is a reserved name; choose another');

/**
 * A name for people. Direction marks and other invisible characters could make one name look like another; the joiners
 * (U+200C, U+200D) are needed to write Persian and emoji.
 */
export const displayNameSchema = z
  .string('is needed')
  .transform((name) => name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim())
  .pipe(
    z
      .string()
      .min(1, 'is needed')
      .max(100, 'may have 100 characters at most')
      .regex(/^(?:[\u200c\u200d]|[^\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}])+$/u, 'holds invisible characters'),
  );

export const noteSchema = z
  .string()
  .max(2000, 'may have 2000 characters at most')
  .transform((note) => note.normalize('NFC').trim());

export const NAMINGS = ['legal', 'chosen', 'pseudonym'] as const;
