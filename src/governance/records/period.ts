import type { Span } from './activities.ts';

/** A month or a quarter, UTC, as `2026-03` or `2026-Q1`; null is neither. */
export function periodOf(name: string): Span | null {
  const month = /^(\d{4})-(\d{2})$/.exec(name);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(name);
  const found = month ?? quarter;
  if (found === null) return null;
  const year = Number(found[1]);
  const n = Number(found[2]);
  if (month !== null && (n < 1 || n > 12)) return null;
  const first = month === null ? 3 * (n - 1) : n - 1;
  return { from: Date.UTC(year, first, 1), until: Date.UTC(year, first + (month === null ? 3 : 1), 1) };
}
