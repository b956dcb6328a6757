import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useErrorText } from './states.tsx';
import { complain, say } from './toasts.tsx';

/** Does one thing, says that it is done or why it isn't, and has what it touches read anew. */
export function useAction(): {
  isBusy: boolean;
  act: (
    deed: () => Promise<unknown>,
    done: { says?: string | (() => void); touches?: readonly QueryKey[] },
  ) => Promise<boolean>;
} {
  const queries = useQueryClient();
  const errorText = useErrorText();
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    async act(deed, { says, touches = [] }) {
      setBusy(true);
      try {
        await deed();
        await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
        // Whom a draft reaches hangs on nearly everything that one can do.
        queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === 'reach' });
        if (typeof says === 'string') say(says);
        else says?.();
        return true;
      } catch (error) {
        complain(errorText(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}
