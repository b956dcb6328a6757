/** Where the time comes from. Passed in, so that a test can say what time it is. */
export interface Clock {
  /** The present moment, UTC. */
  now(): Date;
}

/** The clock of the machine. */
export const systemClock: Clock = { now: () => new Date() };
