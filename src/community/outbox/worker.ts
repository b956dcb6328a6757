import type { Deps } from '../../store/deps.ts';
import { drainOutbox } from './drain.ts';

/** How often it looks by itself: for rows that were put off, and for what was told while nobody listened. */
const LOOK_EVERY_MS = 5000;

/**
 * Works the outbox off from now on, whenever there is something in it.
 * @param failed told of failures, which are tried again
 * @returns what stops it, after the row that is being handled
 */
export async function startOutbox(
  deps: Pick<Deps, 'store' | 'ids' | 'clock'>,
  failed: (error: unknown) => void,
): Promise<() => Promise<void>> {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await drainOutbox(deps, failed).catch(failed);
    } while (again && !stopped);
    running = undefined;
  };
  const wake = (): void => {
    if (stopped) return;
    again = true;
    running ??= run();
  };
  const unsubscribe = await deps.store.changes.subscribe({
    changed({ kind }) {
      if (kind === 'outbox') wake();
    },
    missed: wake,
  });
  const timer = setInterval(wake, LOOK_EVERY_MS);
  wake();
  return async () => {
    stopped = true;
    clearInterval(timer);
    unsubscribe();
    await running;
  };
}
