import type { Clock } from '../../core/clock.ts';

/** When what the sample is made of happened: every deed a while after the one before, so that it has a history. */
export interface Past {
  readonly clock: Clock;
  /** When the sample is made, in milliseconds since 1970. */
  readonly now: number;
  /** Goes on by a little. */
  tick(): void;
  /** Goes to so many milliseconds from now, which are negative. */
  goTo(sinceNow: number): void;
}

export function pastOf(now: number): Past {
  let at = now;
  return {
    clock: { now: () => new Date(Math.min(at, now)) },
    now,
    tick() {
      at += 7 * 60_000 + 137;
    },
    goTo(sinceNow) {
      at = now + sinceNow;
    },
  };
}
