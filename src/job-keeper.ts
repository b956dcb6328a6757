import { exportJob } from './api/insight/exports.ts';
import { influenceJob } from './api/insight/influence.ts';
import { resolutionJob } from './api/insight/resolutions.ts';
import { syntheticJob } from './api/insight/synthetic.ts';
import { trialJob } from './api/simulation/trial-job.ts';
import type { Deps } from './deps.ts';
import type { AnyJobKind } from './insight/jobs/job.ts';
import { workOneStep } from './insight/jobs/work-jobs.ts';
import type { Life } from './life.ts';

/** All kinds of jobs that there are. */
export const JOB_KINDS: readonly AnyJobKind[] = [
  trialJob,
  influenceJob,
  exportJob,
  syntheticJob,
  resolutionJob,
];

/** How often it looks whether there is something to be done. */
const LOOK_EVERY_MS = 1000;

/**
 * Works jobs off, one step after the other, as long as there are any; those whose steps may take long beside the others, so that a short
 * one waits for none of them.
 */
export async function keepJobs(deps: Deps, life: Life): Promise<void> {
  const failed = (error: unknown) => deps.log.error({ err: error }, 'a step of a job broke off');
  const lanes = (['short', 'long'] as const).map((which) => {
    let running: Promise<void> | undefined;
    const run = async (): Promise<void> => {
      while (!life.closing.aborted && (await workOneStep(deps, JOB_KINDS, failed, which)));
    };
    return {
      look() {
        running ??= run()
          .catch(failed)
          .finally(() => {
            running = undefined;
          });
      },
      over: () => running,
    };
  });
  const timer = setInterval(() => {
    for (const { look } of lanes) look();
  }, LOOK_EVERY_MS).unref();
  await life.onClose(async () => {
    clearInterval(timer);
    await Promise.all(lanes.map(({ over }) => over()));
  });
}
