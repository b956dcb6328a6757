import { useState } from 'react';
import { checkLinkage, type Linkage } from '../api/linkage.ts';
import type { ReachQuestion } from '../api/privacy.ts';
import { useSpeaking } from '../personas/persona-context.tsx';

/** What a draft would tie its persona to, and whether it may go. */
export interface DraftLinkage {
  readonly linkages: readonly Linkage[];
  /** The author wanted to send it, and was asked. */
  readonly isAsking: boolean;
  /**
   * Asks the server, which alone knows what the other personas show; only where there are others, and when the author wants
   * to send: nothing of a draft leaves the device before. True where nothing is left to ask.
   */
  maySend(): Promise<boolean>;
  /** For the next draft. */
  reset(): void;
}

/** @param name what the persona is to be called, where that is changed */
export function useLinkage(text: string, question: ReachQuestion | undefined, name?: string): DraftLinkage {
  const { persona, personas } = useSpeaking();
  const [found, setFound] = useState<readonly Linkage[]>([]);
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set());
  const isEmpty = text.trim() === '' && name === undefined;
  const stands = isEmpty ? [] : found;
  return {
    linkages: stands,
    isAsking: stands.length > 0 && keysOf(stands).every((key) => asked.has(key)),
    async maySend() {
      if (personas.length < 2 || isEmpty) return true;
      // Where the server can't say, what is sent next will be told why.
      const called = name === undefined ? {} : { display_name: name };
      const { linkages } = await checkLinkage({ ...question, ...called, persona: persona.id, text }).catch(
        () => ({ linkages: [] }),
      );
      setFound(linkages);
      const keys = keysOf(linkages);
      if (keys.every((key) => asked.has(key))) return true;
      setAsked(new Set([...asked, ...keys]));
      return false;
    },
    reset() {
      setFound([]);
      setAsked(new Set());
    },
  };
}

const keysOf = (linkages: readonly Linkage[]): string[] =>
  linkages.flatMap(({ other, signals }) =>
    signals.map(({ kind, of, what }) => `${other} ${kind} ${of} ${what}`),
  );
