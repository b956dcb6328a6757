import { datesIn } from './dates.ts';
import type { Certainty, Finding } from './finding.ts';
import { type Folded, fold, occurrences } from './folded.ts';

/** Something of its author's that those who would see a text are not shown. */
export interface Withheld {
  /** As the vocabulary of attributes calls it. */
  readonly attribute: string;
  readonly value: string;
  /** What they are shown of it: the same less precisely, or nothing. */
  readonly shown: readonly string[];
}

export interface WithheldFinding extends Finding {
  readonly kind: 'withheld';
  readonly attribute: string;
}

/** Words that stand for the value. A single word counts only where it is written as a name. */
interface Wanted {
  readonly words: string;
  readonly certainty: Certainty;
}

/** Shorter names are found everywhere. */
const SHORTEST = 3;

const LEGAL_FORM =
  /[ ,]+(?:ltd|limited|inc|llc|llp|plc|corp|co|gmbh|ag|kg|ohg|se|bv|b\.v|nv|n\.v|sa|s\.a|sas|sarl|srl|s\.r\.l|spa|s\.p\.a|oy|ab|as|aps|sp\. z o\.o)\.?$/i;

/**
 * Where a text names what its author withholds, whatever the case, accents and hyphens.
 * @param text as the author typed it
 * @param withheld what is to be looked for; languages, skills, interests and the like name nobody and are passed over
 */
export function findWithheld(text: string, withheld: readonly Withheld[]): readonly WithheldFinding[] {
  const folded = fold(text);
  return withheld.flatMap(({ attribute, value, shown }) => {
    const told = new Set(shown.flatMap((one) => wantedOf(attribute, one)).map(folds));
    const spans = [
      ...wantedOf(attribute, value)
        .filter((wanted) => !told.has(folds(wanted)))
        .flatMap((wanted) => spansOf(folded, text, wanted)),
      ...(attribute === 'phone' && !shown.includes(value) ? sameNumbers(text, value) : []),
      ...(attribute === 'birth-date' && !shown.includes(value) ? sameDates(text, value) : []),
    ];
    return spans.map((span) => ({ kind: 'withheld' as const, attribute, ...span }));
  });
}

const folds = ({ words }: Wanted): string => fold(words).text;

function wantedOf(attribute: string, value: string): Wanted[] {
  const sure = (words: string): Wanted => ({ words, certainty: 'sure' });
  const likely = (words: string): Wanted => ({ words, certainty: 'likely' });
  switch (attribute) {
    case 'name':
      return [sure(value), ...value.split(/[\s,]+/u).map(likely)].filter(isLongEnough);
    case 'employer':
    case 'education':
      return [sure(value), likely(value.replace(LEGAL_FORM, ''))].filter(isLongEnough);
    case 'home-town':
      return [likely(value.split(/[,;]/)[0] ?? '')].filter(isLongEnough);
    case 'address': {
      const street = value.includes(';') ? value.split(';')[2] : value.split(',')[0];
      return [sure(street ?? '')].filter(({ words }) => /\p{N}/u.test(words) && /\p{L}{3}/u.test(words));
    }
    case 'website':
      return [sure((URL.parse(value)?.host ?? value).replace(/^www\./, ''))];
    case 'email':
    case 'job-title':
    case 'department':
    case 'other':
      return [sure(value)].filter(isLongEnough);
    default:
      return [];
  }
}

const isLongEnough = ({ words }: Wanted): boolean => fold(words).text.length - 2 >= SHORTEST;

interface FoundSpan {
  readonly start: number;
  readonly end: number;
  readonly certainty: Certainty;
}

function spansOf(folded: Folded, text: string, { words, certainty }: Wanted): FoundSpan[] {
  const isOneWord = fold(words).text.trim().includes(' ') === false;
  return occurrences(folded, text, words)
    .filter(({ start }) => !isOneWord || /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(text.slice(start)))
    .map((span) => ({ ...span, certainty }));
}

const NUMBER = /(?<!\p{N})\+?\(?\d(?:[ \u00a0()./-]{0,3}\d){5,15}(?!\p{N})/gu;
/** Digits at the end by which two ways of writing a number are the same: what stands before is of country and trunk. */
const LAST_DIGITS = 9;

function sameNumbers(text: string, value: string): FoundSpan[] {
  const tail = (number: string): string => number.replace(/\D/g, '').slice(-LAST_DIGITS);
  const wanted = tail(value);
  if (wanted.length < 6) return [];
  return [...text.matchAll(NUMBER)]
    .filter(([number]) => tail(number) === wanted)
    .map(({ index, 0: number }) => ({ start: index, end: index + number.length, certainty: 'sure' }));
}

function sameDates(text: string, value: string): FoundSpan[] {
  const [year, month, day] = value.split('-').map(Number);
  return datesIn(text)
    .filter((date) => date.year === year && date.month === month && date.day === day)
    .map(({ start, end }) => ({ start, end, certainty: 'likely' }));
}
