import { isLuhn } from './check-digits.ts';
import { type Detector, findingOf, matchesOf } from './finding.ts';

const NUMBER =
  /(?<![\p{L}\p{N}+]|[\p{L}\p{N}][-./])(?:\d{13,19}|\d{3,6}(?:[ -]\d{3,7}){2,4})(?![\p{L}\p{N}]| \d{3}|-[\p{L}\p{N}])/gu;

/** Issuers' ranges (ISO/IEC 7812, as the issuers publish them) with the lengths of their numbers. */
const ISSUERS: readonly (readonly [range: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]], // Visa
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]], // Mastercard
  [/^3[47]/, [15]], // American Express
  [/^3(?:0[0-5]|[689])/, [14, 16]], // Diners Club
  [/^(?:6011|64[4-9]|65)/, [16, 19]], // Discover
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]], // JCB
  [/^62/, [16, 17, 18, 19]], // UnionPay
  [/^(?:50|5[6-9]|6[37])/, [16, 17, 18, 19]], // Maestro
];

/** Numbers of payment cards: an issuer's range and length, and the right check digit. */
export const findCards: Detector = (text) =>
  matchesOf(text, NUMBER)
    .filter((match) => isCard(match[0].replace(/\D/g, '')) && !isShipment(text.slice(0, match.index)))
    .map((match) => findingOf('card', match, 'sure'));

function isCard(digits: string): boolean {
  const known = ISSUERS.some(([range, lengths]) => range.test(digits) && lengths.includes(digits.length));
  return known && isLuhn(digits);
}

/** Of ten order numbers one has the right check digit. */
const isShipment = (text: string): boolean =>
  /(?:order|tracking|serial|invoice|ticket|imei|isbn|ean|reference|bestell\w*|rechnung\w*|kundennummer)\s?(?:no\.?|nr\.?|number|#|:)?\s?$/i.test(
    text,
  );
