import type { Instant } from '../privacy/words.ts';

/** An instant in milliseconds as JSON has it; an infinite one is a text. */
export type JsonInstant = number | 'Infinity' | '-Infinity';

export const instantOfJson = (value: JsonInstant): Instant => Number(value);
