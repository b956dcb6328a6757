import { Worker } from 'node:worker_threads';
import type { CheckedPolicies } from '../check-policies.ts';
import type { Place } from '../compile/compile-clause.ts';
import type { CompiledPolicies } from '../compile/compile-policies.ts';
import { CEDAR_BROKE, type Finding, TAKES_TOO_LONG, TOO_MANY_AT_ONCE } from '../text/finding.ts';
import type { Done, Job, JobKind } from './jobs.ts';

interface Limits {
  /** For so long one text is looked through; then it is given up, and the next has its turn. */
  readonly longestMs: number;
  /** So many have their turn or wait for it; whoever comes then is told. */
  readonly mostWaiting: number;
}

interface Apart {
  readonly compile: (text: string, place: Place) => Promise<CompiledPolicies>;
  readonly check: (text: string, place: Place) => Promise<CheckedPolicies>;
}

const LIMITS: Limits = { longestMs: 10_000, mostWaiting: 20 };
/** After so long without a text, what the thread takes is given back. */
const IDLE_MS = 60_000;
const MOST_MEMORY_MB = 256;

/**
 * What `compilePolicies` and `checkPolicies` do, in a thread of its own: whatever the text is, nobody who reads waits for it,
 * it ends, and where Cedar breaks over it, it breaks for this text alone. What was given up is an error of the text.
 */
export function policiesApart({ longestMs, mostWaiting }: Limits = LIMITS): Apart {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  let running: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;

  function inTurn<K extends JobKind>(
    kind: K,
    job: Omit<Job, 'kind'>,
    failed: (finding: Finding) => Done<K>,
  ): Promise<Done<K>> {
    if (waiting >= mostWaiting) return Promise.resolve(failed(TOO_MANY_AT_ONCE));
    waiting++;
    const turn = last.then(async () => {
      const done = await doneApart({ kind, ...job });
      return 'says' in done ? failed(done) : (done as Done<K>);
    });
    last = turn.finally(() => waiting--);
    return turn;
  }

  function doneApart(job: Job): Promise<Done<JobKind> | Finding> {
    clearTimeout(idle);
    const worker = running ?? begun();
    worker.ref();
    return new Promise((resolve) => {
      const end = (done: Done<JobKind> | Finding): void => {
        clearTimeout(timer);
        worker.off('message', end).off('exit', broke);
        if ('says' in done) stop(worker);
        else rest(worker);
        resolve(done);
      };
      const broke = () => end(CEDAR_BROKE);
      const timer = setTimeout(() => end(TAKES_TOO_LONG), longestMs);
      worker.once('message', end).once('exit', broke);
      worker.postMessage(job);
    });
  }

  function begun(): Worker {
    running = new Worker(new URL('./work.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    // That it broke is told by its exit, which comes after.
    running.on('error', () => {});
    return running;
  }

  /** Nothing hangs on it while it has nothing to do. */
  function rest(worker: Worker): void {
    worker.unref();
    idle = setTimeout(() => stop(worker), IDLE_MS).unref();
  }

  function stop(worker: Worker): void {
    if (running === worker) running = null;
    void worker.terminate();
  }

  return {
    compile: (text, place) =>
      inTurn('compile', { text, place }, (finding) => ({ ok: false, errors: [finding] })),
    check: (text, place) =>
      inTurn('check', { text, place }, (finding) => ({
        clauses: [],
        boxes: [],
        notes: [],
        errors: [finding],
      })),
  };
}

/** The one thread of this process; it begins with the first text. */
export const { compile: compileApart, check: checkApart } = policiesApart();
