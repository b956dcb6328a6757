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

/** "a, b or c", "a, b and c". */
export const listText = (items: readonly string[], join: 'or' | 'and', language: string): string =>
  new Intl.ListFormat(language, { type: join === 'or' ? 'disjunction' : 'conjunction' }).format(items);

/** The last second of a day as a date field says it, by the clock here; null for none. */
export const endOfDay = (date: string): string | null =>
  date === '' ? null : new Date(`${date}T23:59:59`).toISOString();
