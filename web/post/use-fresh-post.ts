import { useQueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/http.ts';
import { showPost } from '../api/posts.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { patchPost, removePost } from './patch.ts';

/** Shows a post that was changed as it is now to the persona, wherever it stands; or takes it away. */
export function useFreshPost(): (id: string) => Promise<void> {
  const queries = useQueryClient();
  const { client } = useSpeaking();
  const all = { queryKey: [client.persona] };
  return async (id) => {
    try {
      const fresh = await showPost(client, id);
      queries.setQueriesData(all, (old: unknown) => patchPost(old, id, () => fresh));
    } catch (error) {
      // An organisation's post may be for others than who wrote it.
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
      queries.setQueriesData(all, (old: unknown) => removePost(old, id));
    }
  };
}
