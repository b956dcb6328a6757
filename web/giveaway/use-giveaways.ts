import { useEffect, useState } from 'react';
import { checkDraft, type ReachQuestion } from '../api/privacy.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { keyOf, stillThere, type Texts, together, type Warning } from './warnings.ts';

/** What a text of one's own gives away, and whether it may go. */
export interface Giveaways {
  /** What isn't settled yet. */
  readonly warnings: readonly Warning[];
  /** The author wanted to send it, and was asked. */
  readonly isAsking: boolean;
  /** The author leaves this in. */
  accept(warning: Warning): void;
  /**
   * Looks once more, and on the server too, which knows what this persona withholds. To be called when the author wants
   * to send; true where nothing is left to ask, or all of it was asked about before.
   */
  maySend(): Promise<boolean>;
  /** For the next text. */
  reset(): void;
}

/** How long in milliseconds nobody types before the text is looked at. */
const PAUSE = 400;

/** Looks at texts while they are typed, on the device alone. Nothing is sent before the author wants to send. */
export function useGiveaways(texts: Texts, question: ReachQuestion | undefined): Giveaways {
  const { client } = useSpeaking();
  const [onDevice, setOnDevice] = useState<readonly Warning[]>([]);
  const [onServer, setOnServer] = useState<readonly Warning[]>([]);
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const { status, spoiler_text } = texts;

  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      const found = await lookAt({ status, spoiler_text });
      if (!isOver) setOnDevice(found);
    }, PAUSE);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [status, spoiler_text]);

  const unsettled = (server: readonly Warning[], device: readonly Warning[]): Warning[] =>
    together(stillThere(server, texts), stillThere(device, texts)).filter((one) => !accepted.has(keyOf(one)));
  const warnings = unsettled(onServer, onDevice);

  return {
    warnings,
    isAsking: warnings.length > 0 && warnings.every((one) => asked.has(keyOf(one))),
    accept: (warning) => setAccepted(new Set([...accepted, keyOf(warning)])),
    async maySend() {
      const [device, server] = await Promise.all([
        lookAt(texts),
        // Where the server can't say, what is sent next will be told why.
        checkDraft(client, { ...texts, ...question }).catch(() => []),
      ]);
      setOnDevice(device);
      setOnServer(server);
      const left = unsettled(server, device).map(keyOf);
      if (left.every((key) => asked.has(key))) return true;
      setAsked(new Set([...asked, ...left]));
      return false;
    },
    reset() {
      setOnDevice([]);
      setOnServer([]);
      setAccepted(new Set());
      setAsked(new Set());
    },
  };
}

/** The same look as the server's, at the words by themselves. It comes to the device when it is first needed. */
async function lookAt(texts: Texts): Promise<Warning[]> {
  const fields = (['spoiler_text', 'status'] as const).filter((field) => texts[field].trim() !== '');
  if (fields.length === 0) return [];
  // Where it can't be loaded, the server's look is left.
  const looks = await import('../../src/giveaway/find.ts').catch(() => null);
  if (looks === null) return [];
  return fields.flatMap((field) =>
    looks.findGiveaways(texts[field]).map(({ kind, start, end }) => ({
      field,
      kind,
      attribute: null,
      labelled: null,
      start,
      end,
      piece: texts[field].slice(start, end),
    })),
  );
}
