import { type CountryCode, isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { before, behind, type Detector, type Finding, matchesOf } from './finding.ts';

const NUMBER =
  /(?<![\p{L}\p{N}_]|[\p{L}\p{N}][-./:#]|[#$€£])(?:\+\s?)?\(?\d(?:[ \u00a0]?[-./)(]?[ \u00a0]?[-./)(]?\d){5,15}(?![\p{L}\p{N}]|[-./:,]\p{N})/gu;

/** Words before a number by which somebody may be called. */
const CUE = new RegExp(
  `(?<![\\p{L}])(?:${[
    'call|ring me|ring us|phone|tel|telephone|mobile|cell|cellphone|landline|text|whats-?app|signal|telegram|fax|reach|ping|sms',
    '(?:my|our|new|her|his)(?: new)? number|contact|hmu|hit me up|dm',
    'handy\\p{L}*|anruf\\p{L}*|ruf\\p{L}*|telefon\\p{L}*|mobil\\p{L}*|nummer für|erreich\\p{L}*|unter',
    'bel|gsm|mobiel|telefoon\\p{L}*|meld',
    'appel\\p{L}*|tél\\p{L}*|portable|numéro',
    'teléfono|móvil|número|llama\\p{L}*|ligue|liga|telemóvel|celular|telefone',
    'chiama\\p{L}*|cellulare|numero|zadzwoń|dzwoń|numer|ring mig|mitt nummer',
  ].join('|')})(?![\\p{L}])`,
  'iu',
);

/** Countries in whose form a number without a country's code is tried. */
const COUNTRIES: readonly CountryCode[] = [
  'GB',
  'US',
  'DE',
  'NL',
  'FR',
  'ES',
  'IT',
  'PL',
  'SE',
  'BR',
  'IN',
  'BE',
  'AT',
  'CH',
  'IE',
  'PT',
  'AU',
  'DK',
  'NO',
  'FI',
];

/** How far before a number the word may stand, in UTF-16 units. */
const REACH = 40;

/** Numbers of telephones: whole ones (ITU-T E.164), and national ones where a word before them says so. */
export const findPhones: Detector = (text) =>
  matchesOf(text, NUMBER).flatMap(({ index, 0: found }): Finding[] => {
    const start = index + (/^\((?=[^)]*$)/.test(found) ? 1 : 0);
    const end = index + found.length;
    const number = text.slice(start, end);
    if (number.startsWith('+')) {
      const whole = parsePhoneNumberFromString(number);
      return whole?.isValid() ? [{ kind: 'phone', start, end, certainty: 'sure' }] : [];
    }
    if (isOfOtherKind(number, behind(text, end, REACH))) return [];
    if (!CUE.test(before(text, start, REACH)) && !hasForm(number)) return [];
    const isOne = COUNTRIES.some((country) => isValidPhoneNumber(number, country));
    return isOne ? [{ kind: 'phone', start, end, certainty: 'likely' }] : [];
  });

/** Dates, what is too short to be called from afar, what is counted out, and amounts of something. */
const isOfOtherKind = (number: string, after: string): boolean =>
  /^\d{1,4}([-./])\d{1,2}\1\d{1,4}$/.test(number) ||
  /\d([-./ ])\d\1\d\1\d/.test(number) ||
  number.replace(/\D/g, '').length < 8 ||
  /^ ?(?:%|°|[$€£]|(?:bytes|[kmgt]?b|km|kg|ms|euros?|dollars|crowns|people|steps|inhabitants|pages)(?![\p{L}]))/iu.test(
    after,
  );

/** A trunk prefix and code, parted from the rest, of ten digits or more: little else is written so. */
const hasForm = (number: string): boolean =>
  /^\(?0\d{2,4}\)?[ /-]{1,3}\d/.test(number) && number.replace(/\D/g, '').length >= 10;
