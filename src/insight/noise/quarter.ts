import { DAY_MS, type Instant } from '../../privacy/words.ts';

/** A quarter of a year, UTC: `2026-Q1`. */
export interface Quarter {
  readonly name: string;
  /** When the next begins, and with it another budget. */
  readonly ends: Instant;
}

export function quarterOf(at: Instant): Quarter {
  const date = new Date(at);
  const n = Math.floor(date.getUTCMonth() / 3);
  return {
    name: `${date.getUTCFullYear()}-Q${n + 1}`,
    ends: Date.UTC(date.getUTCFullYear(), 3 * (n + 1), 1),
  };
}

/** The day within which a question has one answer, UTC: `2026-03-01`, and when the next begins. */
export function epochOf(at: Instant): { readonly day: string; readonly ends: Instant } {
  const begins = Math.floor(at / DAY_MS) * DAY_MS;
  return { day: new Date(begins).toISOString().slice(0, 10), ends: begins + DAY_MS };
}
