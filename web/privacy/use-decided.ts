import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useErrorText } from '../ui/states.tsx';
import { sayUndoable } from './say-undoable.ts';

/** Says that a decision holds, and lets it be undone at once. */
export function useDecided(): (says: string) => void {
  const { t } = useTranslation();
  const { client } = useSpeaking();
  const queries = useQueryClient();
  const error = useErrorText();
  return (says) => {
    sayUndoable(client, queries, {
      says,
      undo: t('decisions.undo'),
      undone: t('decisions.undoneNow'),
      error,
    });
  };
}
