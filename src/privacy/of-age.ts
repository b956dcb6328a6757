import type { Precision } from './disclosure.ts';
import type { Instant } from './words.ts';

/** Whole years from which somebody is of age: those of the Convention on the Rights of the Child, Article 1. */
export const OF_AGE = 18;
const HALF_DAY_MS = 43_200_000;
/** Before so many years nobody was born who lives. */
const LIVES_YEARS = 150;

/**
 * The last day on which whoever was born is of age at the instant, wherever they are: where the day begins last, it is twelve
 * hours behind UTC. As ISO 8601 `YYYY-MM-DD`; a 29th of February stands for the last of those that there are.
 */
export function lastBirthdayOfAge(at: Instant): string {
  const [year = '', ...rest] = new Date(at - HALF_DAY_MS).toISOString().slice(0, 10).split('-');
  return [String(Number(year) - OF_AGE).padStart(4, '0'), ...rest].join('-');
}

/** The years of birth of all of which it is certain at the instant, as `atPrecision` writes them: the last first. */
export function yearsOfAge(at: Instant): readonly string[] {
  const last = lastBirthdayOfAge(at);
  const year = Number(last.slice(0, 4));
  const years = Array.from({ length: LIVES_YEARS }, (_, before) => String(year - before).padStart(4, '0'));
  return years.filter((one) => `${one}-12-31` <= last);
}

/** And the decades. */
export const decadesOfAge = (at: Instant): readonly string[] =>
  yearsOfAge(at).flatMap((year) => (year.endsWith('9') ? [`${year.slice(0, 3)}0s`] : []));

/**
 * Whether what somebody shows of their birth date makes it certain that they are of age. Of a year or a decade it is its last
 * day that counts; an age band was right when it was shown, and nobody gets younger.
 * @param value as `atPrecision` writes it
 */
export function isCertainlyOfAge(value: string, precision: Precision, at: Instant): boolean {
  switch (precision) {
    case 'exact':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && value <= lastBirthdayOfAge(at);
    case 'year':
      return yearsOfAge(at).includes(value);
    case 'decade':
      return decadesOfAge(at).includes(value);
    case 'age-band':
      return /^\d{2,3}–\d{2,3}$/.test(value) && Number.parseInt(value, 10) >= OF_AGE;
    default:
      return false;
  }
}
