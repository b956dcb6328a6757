import { ok, type Result, refuse } from '../../core/result.ts';

/** At a time: the pool that stretches passwords also reads files. */
const MOST_RUNNING = 2;
/** Waiting at most: about ten seconds' worth. */
const MOST_WAITING = 200;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a costly computation when it is its turn. However many sign in at once, the rest of the server goes on; beyond
 * what can be done in a bearable time they are asked to come again.
 */
export async function inTurn<T>(compute: () => Promise<T>): Promise<Result<T>> {
  if (running >= MOST_RUNNING) {
    if (waiting.length >= MOST_WAITING) {
      const says = 'Many people are signing in at this moment. Try again in a few seconds.';
      return refuse({ kind: 'too-many', says, retryAfterSeconds: 10 });
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return ok(await compute());
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next(); // hands its place on
  }
}
