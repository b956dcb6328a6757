import { type ReactNode, useEffect, useState } from 'react';
import type { Client } from '../api/client.ts';
import { isWaiting, type Waiting } from '../api/jobs.ts';
import { JobProgress } from './job-progress.tsx';
import { useAction } from './use-action.ts';
import { useJob } from './use-job.ts';

/** A question that is answered at once, or where that takes long, by a job that goes on when the page is left. */
export interface Asked<Told> {
  /** Null until it is. */
  readonly told: Told | null;
  readonly isBusy: boolean;
  readonly ask: (send: () => Promise<Told | Waiting<Told>>) => void;
  /** How far the job is; nothing where there is none. */
  readonly progress: ReactNode;
}

/**
 * Asks such a question.
 * @param touches what is to be read anew once it is answered
 */
export function useAsked<Told>(
  client: Client,
  label: string,
  touches: readonly (readonly unknown[])[],
): Asked<Told> {
  const { act, isBusy } = useAction();
  const [told, setTold] = useState<Told | null>(null);
  const { job, isStopping, follow, cancel, resume } = useJob<Told>(client, (thrown) => {
    void act(() => Promise.reject(thrown), {});
  });
  const isOver = job?.state === 'done';
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the job has answered
  useEffect(() => {
    if (isOver) void act(async () => undefined, { touches });
  }, [isOver]);
  return {
    told: told ?? job?.results[0] ?? null,
    isBusy,
    ask(send) {
      const asking = async () => {
        const came = await send();
        const isLong = isWaiting(came);
        follow(isLong ? came.job : null);
        setTold(isLong ? null : came);
      };
      void act(asking, { touches });
    },
    progress:
      job === null ? null : (
        <JobProgress job={job} label={label} isStopping={isStopping} onStop={cancel} onResume={resume} />
      ),
  };
}
