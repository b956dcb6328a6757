import { useEffect, useRef, useState } from 'react';
import {
  type Counts,
  countLine,
  type Line,
  type Simulation,
  simulate,
  type TriedDraft,
} from '../api/simulation.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useErrorText } from '../ui/states.tsx';

export const keyOf = ({ function: fn, purpose, what }: Line): string => `${fn} ${purpose} ${what}`;

const nameOf = ({ text, scope, replaces }: TriedDraft): string => JSON.stringify([text, scope, replaces]);

/** How far counting is; `of` is null while nobody is counted. */
export interface Progress {
  done: number;
  of: number | null;
  /** That no further question is asked. */
  isStopping: boolean;
}

export interface Trial {
  found: Simulation | null;
  counts: ReadonlyMap<string, Counts>;
  progress: Progress | null;
  error: string;
  look: () => Promise<void>;
  count: (lines: readonly Line[]) => Promise<void>;
  /** After the question that is being counted, which is paid for. */
  stop: () => void;
}

/**
 * A draft that is tried, and counted question by question. What was counted is kept by the server for the day, so that
 * whoever stopped, or lost the page, goes on where they were.
 */
export function useTrial(organisation: string, draft: TriedDraft): Trial {
  const { client } = useSpeaking();
  const errorText = useErrorText();
  const [tried, setTried] = useState<{ name: string; found: Simulation } | null>(null);
  const [counts, setCounts] = useState<ReadonlyMap<string, Counts>>(new Map());
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState('');
  const isStopped = useRef(false);
  const name = nameOf(draft);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    shown.current = name;
    return () => {
      shown.current = null;
    };
  }, [name]);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setError('');
    isStopped.current = false;
    try {
      await work();
    } catch (thrown) {
      setError(errorText(thrown));
    } finally {
      setProgress(null);
    }
  };
  return {
    found: tried?.name === name ? tried.found : null,
    counts,
    progress,
    error,
    look: () =>
      run(async () => {
        setProgress({ done: 0, of: null, isStopping: false });
        setTried({ name, found: await simulate(client, organisation, draft) });
        setCounts(new Map());
      }),
    count: (lines) =>
      run(async () => {
        for (const [done, line] of lines.entries()) {
          // Of another draft, or once the page is left, nothing more is paid for.
          if (isStopped.current || shown.current !== name) return;
          setProgress({ done, of: lines.length, isStopping: false });
          const counted = await countLine(client, organisation, draft, line);
          setCounts((before) => new Map(before).set(keyOf(line), counted));
        }
      }),
    stop: () => {
      isStopped.current = true;
      setProgress((now) => now && { ...now, isStopping: true });
    },
  };
}
