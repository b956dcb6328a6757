const DAY = 1440;

/** How far the clock here is ahead of UTC, in minutes. */
const ahead = (at: Date): number => -at.getTimezoneOffset();

const wrapped = (minute: number): number => ((minute % DAY) + DAY) % DAY;

/** `09:30`, by the clock here, for minutes after midnight UTC. */
export function localTime(utcMinute: number, at = new Date()): string {
  const minute = wrapped(utcMinute + ahead(at));
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Minutes after midnight UTC for `09:30` by the clock here; null for what is no time. */
export function utcMinute(local: string, at = new Date()): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(local) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  return wrapped(Number(hours) * 60 + Number(minutes) - ahead(at));
}
