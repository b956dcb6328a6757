import type { QueryClient } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listDecisions, undoDecision } from '../api/decisions.ts';
import { complain, say } from '../ui/toasts.tsx';

/** The words, and how an error is said: hooks give them. */
interface Words {
  readonly says: string;
  readonly undo: string;
  readonly undone: string;
  readonly error: (error: unknown) => string;
}

/** Says that something was decided, with a button that undoes this very decision. */
export async function sayUndoable(client: Client, queries: QueryClient, words: Words): Promise<void> {
  queries.invalidateQueries({ queryKey: [client.persona, 'decisions'] });
  queries.invalidateQueries({ queryKey: [client.persona, 'exposure'] });
  const [newest] = await listDecisions(client, 1).catch(() => []);
  if (newest === undefined) {
    say(words.says);
    return;
  }
  const run = async (): Promise<void> => {
    try {
      await undoDecision(client, newest.id);
      await queries.invalidateQueries({ queryKey: [client.persona] });
      say(words.undone);
    } catch (error) {
      complain(words.error(error));
    }
  };
  say(words.says, { label: words.undo, run });
}
