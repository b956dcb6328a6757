import type { Deps } from './deps.ts';
import { scoreDue } from './insight/listening/score-due.ts';
import type { Life } from './life.ts';

const EVERY_MS = 5000;

/** Scores posts behind what members do: what they published or allowed in the last seconds, and whatever was left before. */
export async function keepScores(deps: Deps, life: Life): Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const run = () => {
    running = scoreDue(deps, () => life.closing.aborted).catch((error: Error) =>
      // Neither the words nor whose they are.
      deps.log.error({ name: error.name, stack: error.stack }, 'scoring failed'),
    );
    running.finally(wait);
  };
  const wait = () => {
    if (!life.closing.aborted) timer = setTimeout(run, EVERY_MS).unref();
  };
  wait();
  await life.onClose(async () => {
    clearTimeout(timer);
    await running;
  });
}
