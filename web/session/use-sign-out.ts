import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut, signOutEverywhere } from '../api/session.ts';
import { forgetTokens } from '../api/token.ts';
import { forgetChoice } from '../personas/choice.ts';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import { sessionKey } from './queries.ts';

/** Ends this session, or all of them, and forgets what this page knows. */
export function useSignOut(): (everywhere: boolean) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const errorText = useErrorText();
  return async (everywhere) => {
    try {
      await (everywhere ? signOutEverywhere() : signOut());
    } catch (error) {
      complain(errorText(error));
      return;
    }
    forgetTokens();
    forgetChoice();
    await navigate({ to: '/sign-in' });
    queries.clear();
    queries.setQueryData(sessionKey, null);
  };
}
