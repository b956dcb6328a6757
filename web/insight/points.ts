import type { ToldNumber } from '../api/audiences.ts';

/** One number as it was told, and between what the true one lies; without a value it wasn't told. */
export interface Point {
  /** What it is of: a value, a day. Each once. */
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A point that can be drawn. */
export interface ToldPoint {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Those that were told; an end of an interval that is missing is the number itself. */
export const toldOf = (points: readonly Point[]): ToldPoint[] =>
  points.flatMap(({ label, value, low, high }) =>
    value === null ? [] : [{ label, value, low: low ?? value, high: high ?? value }],
  );

/** Those that weren't. */
export const untoldOf = (points: readonly Point[]): string[] =>
  points.flatMap(({ label, value }) => (value === null ? [label] : []));

/** From where to where an axis goes: all intervals, and nought, are on it. */
export function rangeOf(points: readonly Point[]): readonly [number, number] {
  const all = toldOf(points).flatMap(({ low, high }) => [low, high]);
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  return least === most ? [0, 1] : [least, most];
}

/** As many of the labels, evenly apart and with the first, as fit beside each other. */
export function fittingLabels(labels: readonly string[], width: number, each: number): string[] {
  const most = Math.max(1, Math.floor(width / each));
  const step = Math.ceil(labels.length / most);
  return labels.filter((_, n) => n % step === 0);
}

/** A number of the API. */
export const pointOf = (label: string, { count, interval }: ToldNumber): Point => ({
  label,
  value: count,
  low: interval?.from ?? null,
  high: interval?.to ?? null,
});
