import { useQueryClient } from '@tanstack/react-query';
import { forgetTokens } from '../api/token.ts';
import { sessionKey } from './queries.ts';

/** Has the app ask again who is signed in, now that somebody is. */
export function useSignedIn(): () => void {
  const queries = useQueryClient();
  return () => {
    forgetTokens();
    queries.invalidateQueries({ queryKey: sessionKey });
  };
}
