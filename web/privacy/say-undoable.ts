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

/** Decisions of which it was said that they can be undone. */
const told = new Set<string>();
/** Clocks differ by less. */
const LATELY_MS = 5 * 60_000;

/** Says that something was decided, with a button that undoes this very decision. */
export async function sayUndoable(client: Client, queries: QueryClient, words: Words): Promise<void> {
  queries.invalidateQueries({ queryKey: [client.persona, 'decisions'] });
  queries.invalidateQueries({ queryKey: [client.persona, 'exposure'] });
  const [newest] = await listDecisions(client, 1).catch(() => []);
  // To say the same again is no decision: the newest is then one that was told of before, or is long ago.
  if (newest === undefined || told.has(newest.id) || Date.now() - Date.parse(newest.at) > LATELY_MS) {
    say(words.says);
    return;
  }
  told.add(newest.id);
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
