/** The quarters and months up to now, UTC, the newest first: this quarter, its months, the quarter before, for a year. */
export function periodsUntil(now: Date): string[] {
  const periods: string[] = [];
  const year = now.getUTCFullYear();
  const quarter = Math.floor(now.getUTCMonth() / 3);
  for (let back = 0; back < 4; back++) {
    const n = quarter - back;
    const [of, q] = n >= 0 ? [year, n] : [year - 1, n + 4];
    periods.push(`${of}-Q${q + 1}`);
    for (let month = 3 * q + 3; month > 3 * q; month--) {
      if (of < year || month <= now.getUTCMonth() + 1)
        periods.push(`${of}-${String(month).padStart(2, '0')}`);
    }
  }
  return periods;
}
