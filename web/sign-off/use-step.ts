import { useQueryClient } from '@tanstack/react-query';
import { type Step, takeStep } from '../api/sign-off.ts';
import { useSpeaking } from '../personas/persona-context.tsx';

/** Takes a step of a matter, and has what it touches read anew. */
export function useStep(organisation: string, matter: string): (step: Step) => Promise<void> {
  const { client } = useSpeaking();
  const queries = useQueryClient();
  return async (step) => {
    await takeStep(client, organisation, matter, step);
    await Promise.all(
      [
        [client.persona, 'matters', organisation],
        [client.persona, 'policies'],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
}
