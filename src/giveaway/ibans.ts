import { type Detector, type Finding, matchesOf } from './finding.ts';

/** Lengths by country, from the SWIFT IBAN registry (release 99). */
const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BI: 27,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DJ: 27,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HN: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
};

const BEGIN = /(?<![\p{L}\p{N}])[a-z]{2} ?\d{2}(?=[ -]?[a-z0-9])/giu;

/** Numbers of bank accounts (ISO 13616), whose length and check digits are right. */
export const findIbans: Detector = (text) =>
  matchesOf(text, BEGIN).flatMap(({ index }): Finding[] => {
    const length = LENGTHS[text.slice(index, index + 2).toUpperCase()];
    const end = length === undefined ? null : endAfter(text, index, length);
    if (end === null || /[\p{L}\p{N}]/u.test(text.charAt(end))) return [];
    return isIban(text.slice(index, end)) ? [{ kind: 'iban', start: index, end, certainty: 'sure' }] : [];
  });

/** Where so many letters and digits end that single spaces or hyphens part; null where there are fewer. */
function endAfter(text: string, start: number, length: number): number | null {
  let left = length;
  for (let at = start; at < text.length; at++) {
    if (/[a-z0-9]/i.test(text.charAt(at))) left--;
    else if (!/[ -]/.test(text.charAt(at)) || !/[a-z0-9]/i.test(text.charAt(at + 1))) return null;
    if (left === 0) return at + 1;
  }
  return null;
}

/** ISO 7064, MOD 97-10, over the number with its first four characters at the end and letters as 10 to 35. */
function isIban(text: string): boolean {
  const compact = text.replace(/[ -]/g, '').toUpperCase();
  let rest = 0;
  for (const char of compact.slice(4) + compact.slice(0, 4)) {
    for (const digit of String(Number.parseInt(char, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}
