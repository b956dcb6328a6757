import { isLuhn, isMod11Ten, isVerhoeff, weighted } from './check-digits.ts';

/** How one country numbers its people. */
export interface NationalId {
  /** Global. */
  readonly form: RegExp;
  /**
   * @param compact letters in capitals and digits alone
   * @param written as it stands in the text
   */
  isValid(compact: string, written: string): boolean;
  /** What people call it. */
  readonly cue: RegExp;
  /** Whether the form by itself, without a word before it, is one that little else has. */
  alone(written: string): boolean;
}

const never = (): boolean => false;
const always = (): boolean => true;

/** Not part of a longer number, word or code. */
const form = (inner: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}]|[\\p{N}][-./]|\\p{L}-)(?:${inner})(?![\\p{L}\\p{N}]|[-./]\\p{N})`, 'giu');
const word = (inner: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${inner})(?![\\p{L}])`, 'iu');

/** US Social Security number; no check digit. Social Security Administration, "Randomization", 2011. */
const usSsn: NationalId = {
  form: form('\\d{3}-\\d{2}-\\d{4}|\\d{3} \\d{2} \\d{4}|\\d{9}'),
  isValid: (digits) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits),
  cue: word('ssn|social(?: security)?(?: number| no\\.?)?'),
  alone: (written) => written.includes('-'),
};

/** UK National Insurance number; no check digit. HMRC, National Insurance Manual, NIM39110. */
const ukNino: NationalId = {
  form: form('[a-z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]'),
  isValid: (compact) =>
    /^(?!BG|GB|NK|KN|TN|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]$/.test(compact),
  cue: word('ni|nino|national insurance'),
  alone: always,
};

/**
 * German tax identification number: of the first ten digits exactly one comes two or three times; MOD 11,10.
 * Bundeszentralamt für Steuern, § 139b AO.
 */
const deSteuerId: NationalId = {
  form: form('[1-9]\\d \\d{3} \\d{3} \\d{3}|[1-9]\\d{10}'),
  isValid: (digits) => {
    const counts = new Map<string, number>();
    for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    const repeated = [...counts.values()].filter((count) => count > 1);
    return repeated.length === 1 && (repeated[0] as number) <= 3 && isMod11Ten(digits);
  },
  cue: word('steuer-?(?:id|identifikations?nummer|nummer)?(?:-?nr\\.?)?|idnr\\.?|tax (?:id|number|no\\.?)'),
  alone: (written) => written.includes(' '),
};

/** French NIR: sex, year, month, place, rank; the key is 97 − number mod 97, Corsica as 19 and 18. INSEE. */
const frNir: NationalId = {
  form: form('[12] ?\\d{2} ?(?:0[1-9]|1[0-2]|[2-4]\\d|[5-9]\\d) ?(?:\\d{2}|2[ab]) ?\\d{3} ?\\d{3} ?\\d{2}'),
  isValid: (compact) => {
    const digits = compact.replace('2A', '19').replace('2B', '18');
    return /^\d{15}$/.test(digits) && 97 - (Number(digits.slice(0, 13)) % 97) === Number(digits.slice(13));
  },
  cue: word('nir|sécu|secu|sécurité sociale|securite sociale|insee'),
  alone: always,
};

/** Spanish DNI and NIE: the letter is the number mod 23, X, Y and Z being 0, 1 and 2. Real Decreto 1553/2005. */
const esDni: NationalId = {
  form: form('\\d{2}\\.?\\d{3}\\.?\\d{3}[- ]?[a-z]|[xyz][- ]?\\d{7}[- ]?[a-z]'),
  isValid: (compact) => {
    const number = compact.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
    return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23] === compact.at(-1);
  },
  cue: word('dni|nie|nif'),
  alone: (written) => !/ /.test(written),
};

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const MONTHS = 'ABCDEHLMPRST';

/** Italian codice fiscale, without the variants for namesakes. Decreto ministeriale 23 dicembre 1976. */
const itCodiceFiscale: NationalId = {
  form: form(`[a-z]{6}\\d{2}[${MONTHS}]\\d{2}[a-z]\\d{3}[a-z]`),
  isValid: (compact) => {
    const day = Number(compact.slice(9, 11)) % 40;
    if (day < 1 || day > 31) return false;
    let sum = 0;
    for (let i = 0; i < 15; i++) {
      const char = compact.charAt(i);
      const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65;
      sum += i % 2 === 0 ? (ODD[value] as number) : value;
    }
    return compact.charCodeAt(15) - 65 === sum % 26;
  },
  cue: word('cf|codice fiscale'),
  alone: always,
};

/** Dutch BSN: the 11-test with −1 for the last digit. Wet algemene bepalingen burgerservicenummer, RvIG. */
const nlBsn: NationalId = {
  form: form('\\d{4}\\.\\d{2}\\.\\d{3}|\\d{3}[. ]\\d{3}[. ]\\d{3}|\\d{9}'),
  isValid: (digits) => digits !== '000000000' && weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0,
  cue: word('bsn|burgerservicenummer|sofi-?nummer'),
  alone: (written) => /^\d{4}\.\d{2}\.\d{3}$/.test(written),
};

/** Polish PESEL: a date of birth with the century in the month, and a check digit. Ustawa o ewidencji ludności, art. 15. */
const plPesel: NationalId = {
  form: form('\\d{11}'),
  isValid: (digits) => {
    const month = Number(digits.slice(2, 4)) % 20;
    const day = Number(digits.slice(4, 6));
    if (month < 1 || month > 12 || day < 1 || day > 31) return false;
    return (10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10 === Number(digits[10]);
  },
  cue: word('pesel\\p{L}*'),
  alone: never,
};

/** Swedish personnummer and samordningsnummer (day + 60): Luhn over ten digits. Skatteverket, SKV 704. */
const sePersonnummer: NationalId = {
  form: form('(?:19|20)?\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])[-+]?\\d{4}'),
  isValid: (compact) => isLuhn(compact.replace('+', '').slice(-10)),
  cue: word('personn(?:umme)?r\\.?|samordningsnummer'),
  alone: (written) => written.includes('-'),
};

/** Brazilian CPF: two check digits mod 11. Receita Federal, Instrução Normativa RFB 2172/2024. */
const brCpf: NationalId = {
  form: form('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|\\d{11}'),
  isValid: (digits) => {
    if (/^(\d)\1*$/.test(digits)) return false;
    const check = (length: number): number => {
      const weights = Array.from({ length }, (_, i) => length + 1 - i);
      return ((weighted(digits, weights) * 10) % 11) % 10;
    };
    return check(9) === Number(digits[9]) && check(10) === Number(digits[10]);
  },
  cue: word('cpf'),
  alone: (written) => written.includes('.'),
};

/** Indian Aadhaar: twelve digits, the first not 0 or 1, and Verhoeff's check digit. UIDAI. */
const inAadhaar: NationalId = {
  form: form('[2-9]\\d{3}([ -]?)\\d{4}\\1\\d{4}'),
  isValid: (digits) => isVerhoeff(digits),
  cue: word('aadhaa?r|uidai|uid'),
  alone: never,
};

/** By country code. */
export const NATIONAL_ID_RULES = {
  us: usSsn,
  gb: ukNino,
  de: deSteuerId,
  fr: frNir,
  es: esDni,
  it: itCodiceFiscale,
  nl: nlBsn,
  pl: plPesel,
  se: sePersonnummer,
  br: brCpf,
  in: inAadhaar,
} as const satisfies Record<string, NationalId>;

export const NATIONAL_IDS: readonly NationalId[] = Object.values(NATIONAL_ID_RULES);
