import { datesIn } from './dates.ts';
import { before, behind, type Detector } from './finding.ts';

/** How far from a date the word of birth may stand, in UTF-16 units. */
const REACH = 32;

/** Who lives was born in these years: this must not ask a clock, and a few years more do no harm. */
const EARLIEST = 1905;
const LATEST = 2040;

const CUE = new RegExp(
  `(?<![\\p{L}])(?:${[
    'born(?! to)(?! in the)',
    'births?|birth-?date|birthday|b-?day|dob|d\\.o\\.b\\.',
    '(?:i|she|he|they) turns? \\p{L}+',
    'geboren|geb\\.|geburts\\p{L}*|geboorte\\p{L}*|verjaardag|verjaar',
    'née?|naissance|anniversaire',
    'nac[ií]|nacid[oa]|nacimiento|cumpleaños',
    'nat[oa]|nascita|compleanno',
    'nasci|nascid[oa]|nascimento|aniversário',
    'urodz\\p{L}*|ur\\.',
    'född|födelse\\p{L}*|født|fødsels\\p{L}*|syntym\\p{L}*|syntyn\\p{L}*',
  ].join('|')})(?![\\p{L}])`,
  'iu',
);

/** The word may also come right after: "am 7.11.1992 geboren", "1 May 1990 is my birthday". */
const CUE_BEHIND =
  /^[,)]? ?(?:(?:is|ist|är|es|est|è) (?:my|mein|mijn|mon|mi|min|meu|il mio) )?(?:birthday|birth-?date|geburtstag|verjaardag|geboren|född|født|anniversaire|cumpleaños|compleanno|aniversário|kam \p{L}+ (?:zur|auf die) welt)(?![\p{L}])/iu;

/** Whole dates beside a word of birth, of a year in which somebody may be born who lives. */
export const findBirthDates: Detector = (text) =>
  datesIn(text)
    .filter(({ year }) => EARLIEST <= year && year <= LATEST)
    .filter(
      ({ start, end }) => CUE.test(clauseBefore(text, start)) || CUE_BEHIND.test(behind(text, end, REACH)),
    )
    .map(({ start, end }) => ({ kind: 'birth-date', start, end, certainty: 'likely' }));

/** What is said right before, of the same sentence. */
const clauseBefore = (text: string, start: number): string =>
  before(text, start, REACH).replace(/^.*[!?;]|^.*\.(?= \p{Lu})/u, '');
