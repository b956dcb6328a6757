/** The statistic χ² of how often each was drawn against how often each should have been. */
export const chiSquared = (counts: readonly number[], expected: readonly number[]): number =>
  counts.reduce((sum, count, n) => sum + (count - (expected[n] ?? 0)) ** 2 / (expected[n] ?? 1), 0);

/** What χ² with so many degrees exceeds once in 10,000 (Wilson and Hilferty). */
export function critical(degrees: number): number {
  const part = 2 / (9 * degrees);
  return degrees * (1 - part + 3.719 * Math.sqrt(part)) ** 3;
}
