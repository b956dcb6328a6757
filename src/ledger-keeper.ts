import type { Deps } from './deps.ts';
import { BEAT_MS, beatOf, endBeats } from './ledger/log/keep-ledger.ts';
import type { Life } from './life.ts';
import { instantOf } from './store/deps.ts';

/** Ends each beat of the ledgers as it is due, also one that was missed while nothing ran. */
export async function keepLedgers(deps: Deps, life: Life): Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const failed = (error: unknown) => deps.log.error({ err: error }, 'the ledger has stopped');
  const run = () => {
    running = endBeats(deps, failed).catch(failed);
    running.finally(wait);
  };
  const wait = () => {
    if (life.closing.aborted) return;
    const at = instantOf(deps);
    timer = setTimeout(run, beatOf(at) + BEAT_MS - at).unref();
  };
  run();
  await life.onClose(async () => {
    clearTimeout(timer);
    await running;
  });
}
