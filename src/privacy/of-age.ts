import type { Precision } from './disclosure.ts';
import type { Instant } from './words.ts';

/** Whole years from which somebody is of age: those of the Convention on the Rights of the Child, Article 1. */
export const OF_AGE = 18;
const HALF_DAY_MS = 43_200_000;

/**
 * The last day on which whoever was born is of age at the instant, wherever they are: where the day begins last, it is twelve
 * hours behind UTC. As ISO 8601 `YYYY-MM-DD`; a 29th of February stands for the last of those that there are.
 */
export function lastBirthdayOfAge(at: Instant): string {
  const [year = '', ...rest] = new Date(at - HALF_DAY_MS).toISOString().slice(0, 10).split('-');
  return [String(Number(year) - OF_AGE).padStart(4, '0'), ...rest].join('-');
}

/**
 * Whether what somebody shows of their birth date makes it certain that they are of age. Of a year or a decade it is its last
 * day that counts; an age band was right when it was shown, and nobody gets younger.
 * @param value as `atPrecision` writes it
 */
export function isCertainlyOfAge(value: string, precision: Precision, at: Instant): boolean {
  const last = lastBirthdayOfAge(at);
  switch (precision) {
    case 'exact':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && value <= last;
    case 'year':
      return /^\d{4}$/.test(value) && `${value}-12-31` <= last;
    case 'decade':
      return /^\d{3}0s$/.test(value) && `${value.slice(0, 3)}9-12-31` <= last;
    case 'age-band':
      return /^\d{2,3}–\d{2,3}$/.test(value) && Number.parseInt(value, 10) >= OF_AGE;
    default:
      return false;
  }
}
