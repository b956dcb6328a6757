import { useEffect, useState } from 'react';
import type { Client } from '../api/client.ts';
import { cancelJob, type Job, readJob, resumeJob } from '../api/jobs.ts';

/** How often it is asked how far a job is. */
const ASK_EVERY_MS = 1000;

export interface FollowedJob<Step> {
  readonly job: Job<Step> | null;
  /** That no further step is begun, once the server has heard of it. */
  readonly isStopping: boolean;
  readonly follow: (job: Job<Step> | null) => void;
  readonly cancel: () => Promise<void>;
  readonly resume: () => Promise<void>;
}

/** Follows a job for as long as it goes on. It does so by itself: the page may be closed, and opened again. */
export function useJob<Step>(client: Client, failed: (thrown: unknown) => void): FollowedJob<Step> {
  const [job, setJob] = useState<Job<Step> | null>(null);
  const [isStopping, setStopping] = useState(false);
  const going = job?.state === 'going' ? job : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew after each answer
  useEffect(() => {
    if (going === null) return;
    let isLeft = false;
    const timer = setTimeout(() => {
      readJob<Step>(client, going.id).then(
        (now) => isLeft || setJob(now),
        (thrown) => {
          if (isLeft) return;
          failed(thrown);
          setJob({ ...going });
        },
      );
    }, ASK_EVERY_MS);
    return () => {
      isLeft = true;
      clearTimeout(timer);
    };
  }, [client, going]);
  const change = async (by: typeof cancelJob): Promise<void> => {
    if (job === null) return;
    try {
      setJob(await by<Step>(client, job.id));
    } catch (thrown) {
      failed(thrown);
    }
  };
  return {
    job,
    isStopping,
    follow: setJob,
    async cancel() {
      setStopping(true);
      await change(cancelJob);
      setStopping(false);
    },
    resume: () => change(resumeJob),
  };
}
