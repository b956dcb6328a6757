import { ok, type Result, refuse } from '../../core/result.ts';

/** A sentence that people rated: `rating` is -1 to 1, a quarter of what the file says. */
export type Rated = { readonly id: string; readonly rating: number; readonly text: string };

const GREATEST = 4;

/**
 * Reads lines of id, rating (-4 to 4) and text, separated by tabs. Empty lines are skipped.
 * Refuses the whole (`invalid`) by the first line that isn't so.
 */
export function ratedOf(file: string): Result<Rated[]> {
  const rows: Rated[] = [];
  for (const [at, line] of file
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '') continue;
    const [id = '', number = '', ...rest] = line.split('\t');
    const rating = Number(number);
    if (number.trim() === '' || !(Math.abs(rating) <= GREATEST) || rest.length === 0) return notRated(at + 1);
    rows.push({ id, rating: rating / GREATEST, text: rest.join(' ') });
  }
  return ok(rows);
}

function notRated(line: number): Result<never> {
  const says = `line ${line} is not id, rating (-4 to 4) and text, separated by tabs`;
  return refuse({ kind: 'invalid', says });
}
