import { Worker } from 'node:worker_threads';
import { type Going, IN_REQUEST, TakesTooLong } from '../../counting/going.ts';
import type { Done, Job } from './jobs.ts';

interface Limits {
  /** So many have their turn or wait for it. */
  readonly mostWaiting: number;
}

const LIMITS: Limits = { mostWaiting: 8 };
/** For the ties of some hundred thousand members. */
const MOST_MEMORY_MB = 2048;

/** Why a graph wasn't worked out; thrown, so that the transaction that waits for it is undone and nothing is spent. */
export class NotMeasured extends Error {
  readonly because: 'too-many' | 'broke';

  constructor(because: NotMeasured['because']) {
    super(`a graph wasn’t measured: ${because}`);
    this.because = because;
  }
}

/**
 * Measures graphs in a thread of its own, one after the other, so that nobody who reads waits for it.
 * @throws TakesTooLong, its waiting not counted; NotMeasured where too many wait, or memory doesn't suffice
 */
export function measuringApart({ mostWaiting }: Limits = LIMITS) {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return <K extends Job['kind']>(
    job: Extract<Job, { kind: K }>,
    going: Going = IN_REQUEST,
  ): Promise<Done[K]> => {
    if (waiting >= mostWaiting) return Promise.reject(new NotMeasured('too-many'));
    waiting++;
    const turn = last.then(() => doneApart(job, going) as Promise<Done[K]>);
    last = turn.catch(() => undefined).finally(() => waiting--);
    return turn;
  };
}

function doneApart(job: Job, { longestMs, calledOff, isSoFar }: Going): Promise<unknown> {
  calledOff?.throwIfAborted();
  const worker = new Worker(new URL('./work.ts', import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      calledOff?.removeEventListener('abort', stop);
      void worker.terminate();
    };
    const fail = (error: Error) => {
      over();
      reject(error);
    };
    const stop = () => fail(calledOff?.reason as Error);
    const broke = () => fail(new NotMeasured('broke'));
    const timer = setTimeout(() => fail(new TakesTooLong()), longestMs);
    calledOff?.addEventListener('abort', stop, { once: true });
    worker.on('message', (message: { readonly share: number } | { readonly found: unknown }) => {
      if ('share' in message) return isSoFar(message.share);
      over();
      resolve(message.found);
    });
    // What comes after what was found is no failure: the promise is settled by then.
    worker.once('error', broke).once('exit', broke);
  });
}

/** The one of this process, for requests. */
export const measureApart = measuringApart();

/** The one for jobs, so that no request waits for what takes long. */
export const measureLong = measuringApart();
