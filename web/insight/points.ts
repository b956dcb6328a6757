import type { ToldNumber } from '../api/audiences.ts';

/** One number as it was told, and between what the true one lies; without a value it wasn't told. */
export interface Point {
  /** What it is of: a value, a day. Each once. */
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** When it was, in milliseconds, in a series; without it numbers are evenly apart. */
  readonly at?: number;
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
  return least === most ? [0, 10] : [least, most];
}

/** Where each of a series lies: by when it was, where all say so, else one after the other. */
export const placesOf = (points: readonly Point[]): number[] => {
  const all = points.map(({ at }) => at);
  return all.every((at) => at !== undefined) ? all : points.map((_, n) => n);
};

/** Which of the places can be named, the first and then each that isn't too near to the one before. */
export function namedPlaces(places: readonly number[], width: number, each: number): number[] {
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const least = ((last - first) * each) / width;
  const named: number[] = [];
  for (const place of places) {
    const before = named.at(-1);
    if (before === undefined || place - before >= least) named.push(place);
  }
  return named;
}

/** A number of the API. */
export const pointOf = (label: string, { count, interval }: ToldNumber): Point => ({
  label,
  value: count,
  low: interval?.from ?? null,
  high: interval?.to ?? null,
});
