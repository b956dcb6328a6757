import { z } from 'zod';

const LONGEST_NAME = 200;

/** What no name has: what parts folders, what can't be seen, and what turns the reading round. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\]/u;

/** The name of a file, a folder or a page, as a member writes it. */
export const titleSchema = z
  .string('is no text')
  .trim()
  .min(1, 'give it a name')
  .max(LONGEST_NAME, `has ${LONGEST_NAME} characters at most`)
  .refine((name) => !UNFIT.test(name), 'has a slash, or a character that is not seen')
  .refine((name) => name !== '.' && name !== '..', 'is no name');

/** The nearest name that fits, for what a program sends. */
export function fitName(claimed: string): string {
  const last = claimed.split(/[/\\]/).at(-1) ?? '';
  const name = last.replaceAll(new RegExp(UNFIT.source, 'gu'), '').trim().slice(0, LONGEST_NAME);
  return name === '' || name === '.' || name === '..' ? 'file' : name.toWellFormed();
}
