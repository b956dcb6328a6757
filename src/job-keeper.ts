import { trialJob } from './api/simulation/trial-job.ts';
import type { Deps } from './deps.ts';
import type { AnyJobKind } from './insight/jobs/job.ts';
import { workOneStep } from './insight/jobs/work-jobs.ts';
import type { Life } from './life.ts';

/** All kinds of jobs that there are. */
export const JOB_KINDS: readonly AnyJobKind[] = [trialJob];

/** How often it looks whether there is something to be done. */
const LOOK_EVERY_MS = 1000;

/** Works jobs off, one step after the other, as long as there are any. */
export async function keepJobs(deps: Deps, life: Life): Promise<void> {
  const failed = (error: unknown) => deps.log.error({ err: error }, 'a step of a job broke off');
  let running: Promise<void> | undefined;
  const run = async (): Promise<void> => {
    while (!life.closing.aborted && (await workOneStep(deps, JOB_KINDS, failed)));
  };
  const look = () => {
    running ??= run()
      .catch(failed)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  await life.onClose(async () => {
    clearInterval(timer);
    await running;
  });
}
