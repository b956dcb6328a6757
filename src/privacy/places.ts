/**
 * Places made coarser. What is asked is "never finer than was granted", so that whatever could be read in two ways is
 * not disclosed at all.
 */

/** Components of a structured address, vCard's ADR (RFC 6350, section 6.3.1), in its order. */
const ADR = ['box', 'extension', 'street', 'town', 'region', 'code', 'country'] as const;

/**
 * A place as far as the precision goes, always down to its country: `Leeds, United Kingdom`.
 * @param place a vCard address of seven components with semicolons, or free text with commas, the country last
 * @param precision `town`, `region` or `country`
 * @returns null where the text doesn't say, or is unclear. Free text has no region: of "Flat 2, Elm Street, Leeds, UK"
 * and "Elm Street, Leeds, Yorkshire, UK" nobody can tell by form which part is which; what stands before the country
 * is the town or coarser in both.
 */
export function coarserPlace(place: string, precision: string): string | null {
  const parts = place.split(';').map((part) => part.trim());
  if (parts.length === ADR.length) {
    return withCountry(parts[ADR.indexOf(precision as 'town')], parts[ADR.indexOf('country')], precision);
  }
  if (parts.length > 1 || precision === 'region') return null;
  const words = place.split(',').map((part) => part.trim());
  if (words.length < (precision === 'country' ? 2 : 3) || words.some((part) => part === '')) return null;
  return withCountry(words.at(-2), words.at(-1), precision);
}

function withCountry(
  part: string | undefined,
  country: string | undefined,
  precision: string,
): string | null {
  if (country === undefined || !isCountry(country)) return null;
  if (precision === 'country') return country;
  const coarse = withoutPostalCode(part ?? '');
  return coarse === '' ? null : `${coarse}, ${country}`;
}

/** Drops words with a digit, and short capitals right after one ("1011 AB Amsterdam", "London SW1A 2AA"). */
function withoutPostalCode(part: string): string {
  const words = part.split(/\s+/);
  const hasDigit = (word: string | undefined): boolean => /\p{N}/u.test(word ?? '');
  return words
    .filter((word, i) => !hasDigit(word) && !(hasDigit(words[i - 1]) && /^\p{Lu}{1,3}$/u.test(word)))
    .join(' ');
}

/**
 * Whether it is a country's name. Without this the last part of a text that forgot its country would pass for one, and
 * show the town. Two-letter codes don't count: CA is California as well as Canada.
 */
function isCountry(text: string): boolean {
  countries ??= countryNames();
  return countries.has(folded(text));
}

let countries: ReadonlySet<string> | undefined;

const LANGUAGES = [
  'en',
  'nl',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'cs',
  'tr',
  'uk',
  'ja',
];
const SHORT_NAMES = ['UK', 'USA', 'U.S.A.', 'U.K.', 'The Netherlands', 'England', 'Scotland', 'Wales', 'UAE'];

const folded = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function countryNames(): ReadonlySet<string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const names = LANGUAGES.flatMap((language) => {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes.map((code) => display.of(code)).filter((name) => name !== undefined);
  });
  return new Set([...names, ...SHORT_NAMES].map(folded));
}

/**
 * The country calling code of an international number (ITU-T E.164): one digit for zones 1 and 7, two for those
 * listed, else three, so that it can be told without a space behind it.
 */
export function countryCode(phone: string): string | null {
  const code = /^\+(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)/.exec(phone);
  return code?.[0] ?? null;
}
