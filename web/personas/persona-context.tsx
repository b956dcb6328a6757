import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type Client, clientFor } from '../api/client.ts';
import type { Persona } from '../api/types.ts';
import { personasQuery } from '../session/queries.ts';
import { recallChoice, rememberChoice } from './choice.ts';

export interface Speaking {
  /** Whom the member speaks as. */
  readonly persona: Persona;
  readonly client: Client;
  readonly personas: readonly Persona[];
  /** Speaks as another from now on; what was read as the one before is forgotten. */
  speakAs(persona: string): void;
}

const SpeakingContext = createContext<Speaking | null>(null);

/** Whom the member speaks as; only inside the app's own screens. */
export function useSpeaking(): Speaking {
  const speaking = useContext(SpeakingContext);
  if (speaking === null) throw new Error('no persona speaks here');
  return speaking;
}

/** Gives what is inside a persona to speak as, or `none` where the account has none that is a member. */
export function SpeakingProvider({ children, none }: { children: ReactNode; none: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const { data: personas } = useSuspenseQuery(personasQuery);
  const [chosen, setChosen] = useState(recallChoice);
  const members = personas.filter(({ state }) => state === 'member');
  const persona = members.find(({ id }) => id === chosen) ?? members[0];
  const speaking = useMemo<Speaking | null>(() => {
    if (persona === undefined) return null;
    return {
      persona,
      client: clientFor(persona.id),
      personas,
      speakAs: (id) => {
        rememberChoice(id);
        setChosen(id);
        queries.removeQueries({ queryKey: [persona.id] });
      },
    };
  }, [persona, personas, queries]);
  if (speaking === null) return none;
  // The key begins every screen anew: nothing written or opened as one persona is carried to another.
  return (
    <SpeakingContext value={speaking} key={speaking.persona.id}>
      {children}
    </SpeakingContext>
  );
}
