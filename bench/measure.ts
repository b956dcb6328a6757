/** One figure, as a JSON line. */
export interface Figure {
  /** Of which part of the benchmark. */
  readonly bench: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was asked: at most, or at least, this value. Left out where the figure only explains others. */
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly note?: string;
}

/** The times in milliseconds below which such a share of them lies. */
export function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (times: readonly number[]): number => quantile(times, 0.5);

/** To three significant digits. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Whether the figure is as was asked; null where nothing was. */
export function isMet({ value, atMost, atLeast }: Figure): boolean | null {
  if (atMost === undefined && atLeast === undefined) return null;
  return value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY);
}

/** What a benchmark is given. */
export interface Setting {
  readonly say: (line: string) => void;
  /** Fewer rounds, and the smaller network alone. */
  readonly quick: boolean;
}
