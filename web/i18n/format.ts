const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago, briefly: "now" under a minute, then minutes, hours and days, and the date after a week. */
export function timeAgo(then: Date, now: Date, language: string): string {
  const passed = now.getTime() - then.getTime();
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
  if (passed < MINUTE) return relative.format(0, 'second');
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), 'minute');
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), 'hour');
  if (passed < 7 * DAY) return relative.format(-Math.floor(passed / DAY), 'day');
  const sameYear = then.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(then);
}

/** Day and time, in full. */
export const fullTime = (then: Date, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(then);

export const fullDate = (then: Date, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(then);

/** A moment is on the day that it has here; a day that is said as one, such as 2026-05-01, is that day wherever one is. */
export const dayText = (at: string, language: string): string =>
  fullDate(new Date(at.includes('T') ? at : startOfDay(at)), language);

/** ε as the server says it, in three figures; up rather than down, since it is what was spent at most. */
export const epsilonText = (epsilon: string, language: string): string =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: 3, roundingMode: 'ceil' }).format(
    Number(epsilon),
  );

/** "a, b or c", "a, b and c". */
export const listText = (items: readonly string[], join: 'or' | 'and', language: string): string =>
  new Intl.ListFormat(language, { type: join === 'or' ? 'disjunction' : 'conjunction' }).format(items);

/** How long until then, in whole hours and minutes' words: "in 12 hours"; past it, "2 hours ago". */
export function timeUntil(then: Date, now: Date, language: string): string {
  const left = then.getTime() - now.getTime();
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (Math.abs(left) < HOUR) return relative.format(Math.trunc(left / MINUTE), 'minute');
  if (Math.abs(left) < 3 * DAY) return relative.format(Math.trunc(left / HOUR), 'hour');
  return relative.format(Math.trunc(left / DAY), 'day');
}

const two = (n: number): string => String(n).padStart(2, '0');

/** The day of a moment by the clock here, as a date field takes it; nothing for none. */
export function dayOf(moment: string | null): string {
  if (moment === null) return '';
  const then = new Date(moment);
  return `${String(then.getFullYear()).padStart(4, '0')}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

const DAY_MS = 86_400_000;

/** The day so many days from now, or before it, as a date field takes it. */
export const dayIn = (days: number): string => dayOf(new Date(Date.now() + days * DAY_MS).toISOString());

/** When a day begins by the clock here, as a date field says it. */
export const startOfDay = (day: string): string => new Date(`${day}T00:00:00`).toISOString();

/**
 * When a day ends by the clock here, its last second; null for none.
 * @param before the moment that the field began with: it stays where its day does
 */
export function endOfDay(day: string, before: string | null = null): string | null {
  if (day === '') return null;
  return day === dayOf(before) ? before : new Date(`${day}T23:59:59`).toISOString();
}

/** A moment by the clock here to the minute, as a field of day and time takes it. */
export function localMinute(moment: string): string {
  const then = new Date(moment);
  return `${dayOf(moment)}T${two(then.getHours())}:${two(then.getMinutes())}`;
}
