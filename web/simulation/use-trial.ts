import { useState } from 'react';
import type { Job } from '../api/jobs.ts';
import {
  type CountedLine,
  type Counts,
  countLine,
  countLines,
  type Line,
  type Simulation,
  simulate,
  type TriedDraft,
} from '../api/simulation.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useErrorText } from '../ui/states.tsx';
import { useJob } from '../ui/use-job.ts';

export const keyOf = ({ function: fn, purpose, what }: Omit<Line, 'counts'>): string =>
  `${fn} ${purpose} ${what}`;

const nameOf = ({ text, scope, replaces }: TriedDraft): string => JSON.stringify([text, scope, replaces]);

export interface Trial {
  found: Simulation | null;
  counts: ReadonlyMap<string, Counts>;
  /** That the draft is being looked at, or one line counted. */
  isBusy: boolean;
  /** Of many lines, as far as they are counted; null is where none were asked for together. */
  job: Job<CountedLine> | null;
  isStopping: boolean;
  error: string;
  look: () => Promise<void>;
  count: (lines: readonly Line[]) => Promise<void>;
  /** After the question that is being counted, which is paid for. */
  stop: () => Promise<void>;
  resume: () => Promise<void>;
}

/**
 * A draft that is tried, and counted question by question: one at once, many as a job of the server's, which goes on when the page
 * is left, and is found again by whoever tries the same draft.
 */
export function useTrial(organisation: string, draft: TriedDraft): Trial {
  const { client } = useSpeaking();
  const errorText = useErrorText();
  const [tried, setTried] = useState<{ name: string; found: Simulation } | null>(null);
  const [single, setSingle] = useState<ReadonlyMap<string, Counts>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const { job, isStopping, follow, cancel, resume } = useJob<CountedLine>(client, (thrown) =>
    setError(errorText(thrown)),
  );
  const name = nameOf(draft);
  const isShown = tried?.name === name;
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError('');
    setBusy(true);
    try {
      await work();
    } catch (thrown) {
      setError(errorText(thrown));
    } finally {
      setBusy(false);
    }
  };
  const together = (job?.results ?? []).map((line) => [keyOf(line), { ...line, budget: null }] as const);
  return {
    found: isShown ? tried.found : null,
    counts: isShown ? new Map([...together, ...single]) : new Map(),
    isBusy,
    job: isShown ? job : null,
    isStopping,
    error,
    look: () =>
      run(async () => {
        const found = await simulate(client, organisation, draft);
        setTried({ name, found });
        setSingle(new Map());
        follow(found.job);
      }),
    count: (lines) =>
      run(async () => {
        const [line] = lines;
        if (lines.length > 1) follow(await countLines(client, organisation, draft, lines));
        else if (line !== undefined) {
          const counted = await countLine(client, organisation, draft, line);
          setSingle((before) => new Map(before).set(keyOf(line), counted));
        }
      }),
    stop: cancel,
    resume: async () => {
      setError('');
      await resume();
    },
  };
}
