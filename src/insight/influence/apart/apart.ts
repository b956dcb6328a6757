import { Worker } from 'node:worker_threads';
import type { Done, Job } from './jobs.ts';

interface Limits {
  /** For so long one graph is worked on, its waiting not counted. */
  readonly longestMs: number;
  /** So many have their turn or wait for it. */
  readonly mostWaiting: number;
}

const LIMITS: Limits = { longestMs: 60_000, mostWaiting: 8 };
/** For the ties of some hundred thousand members. */
const MOST_MEMORY_MB = 2048;

/** Why a graph wasn't worked out; thrown, so that the transaction that waits for it is undone and nothing is spent. */
export class NotMeasured extends Error {
  readonly because: 'too-long' | 'too-many' | 'broke';

  constructor(because: NotMeasured['because']) {
    super(`a graph wasn’t measured: ${because}`);
    this.because = because;
  }
}

/**
 * Measures graphs in a thread of its own, one after the other, so that nobody who reads waits for it.
 * @throws NotMeasured where it takes too long, too many wait, or memory doesn't suffice
 */
export function measuringApart({ longestMs, mostWaiting }: Limits = LIMITS) {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return <K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<Done[K]> => {
    if (waiting >= mostWaiting) return Promise.reject(new NotMeasured('too-many'));
    waiting++;
    const turn = last.then(() => doneApart(job, longestMs) as Promise<Done[K]>);
    last = turn.catch(() => undefined).finally(() => waiting--);
    return turn;
  };
}

function doneApart(job: Job, longestMs: number): Promise<unknown> {
  const worker = new Worker(new URL('./work.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  return new Promise((resolve, reject) => {
    const fail = (because: NotMeasured['because']) => () => {
      clearTimeout(timer);
      void worker.terminate();
      reject(new NotMeasured(because));
    };
    const timer = setTimeout(fail('too-long'), longestMs);
    worker.once('message', (found: unknown) => {
      clearTimeout(timer);
      resolve(found);
    });
    // What comes after the message is no failure: the promise is settled by then.
    worker.once('error', fail('broke')).once('exit', fail('broke'));
  });
}

/** The one of this process. */
export const measureApart = measuringApart();
