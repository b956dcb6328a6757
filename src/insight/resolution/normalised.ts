import type { ResolvedBy } from '../../privacy/leaving.ts';
import { comparedText } from '../../privacy/targeting.ts';

/**
 * How what names somebody is compared: the same here and, of what members show, in the database (`found-in-list.ts`), where letters
 * beyond ASCII have no case. So these are looked for as they are written, small, and with a capital at each word.
 */
const small = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const capitals = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(^|[\s-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());

/** An address as it is compared; null is none. */
export function comparedEmail(text: string): string | null {
  const said = comparedText(text);
  return said.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(said) ? said.toLowerCase() : null;
}

/** A number as it is compared: digits, with a plus before those that say a country; null is none. */
export function comparedPhone(text: string): string | null {
  const bare = text.replaceAll(/[\s().\-/\u00a0]/gu, '').replace(/^00/, '+');
  return /^\+?\d{5,15}$/.test(bare) ? bare : null;
}

/** A name and a town as they are compared; null where one of them is missing. */
export function comparedNameTown(name: string, town: string): string | null {
  const [one, other] = [comparedText(name), comparedText(town.split(',')[0] ?? '')];
  return one === '' || other === '' ? null : `${one}\n${other}`;
}

/** All ways in which a member may write what a list says. */
export const waysToWrite = (by: ResolvedBy, said: string): readonly string[] =>
  by === 'phone' || /^[ -~\n]*$/.test(said)
    ? [small(said)]
    : [...new Set([said, said.toLowerCase(), capitals(said)].map(small))];

/** The one form of what a list says, by which the same list is the same question. */
export const oneForm = (said: string): string => said.toLowerCase();
