import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deletePost, doToPost, type PostDeed } from '../api/posts.ts';
import type { Status } from '../api/types.ts';
import { feedKey } from '../feed/keys.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { useErrorText } from '../ui/states.tsx';
import { complain } from '../ui/toasts.tsx';
import { expected } from './expected.ts';
import { patchPost, removePost } from './patch.ts';

/** Likes, boosts and bookmarks: shown at once, put right by the answer, taken back where it fails. */
export function usePostDeed(post: Status): (deed: PostDeed) => void {
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { client } = useSpeaking();
  const all = { queryKey: [client.persona] };
  const patch = (change: (post: Status) => Status) =>
    queries.setQueriesData(all, (old: unknown) => patchPost(old, post.id, change));
  const { mutate } = useMutation({
    mutationFn: (deed: PostDeed) => doToPost(client, post.id, deed),
    onMutate: (deed) => patch((old) => expected(old, deed)),
    onSuccess: (answer) => {
      // A boost answers with the boost, which holds the post.
      const fresh = answer.reblog ?? answer;
      if (fresh.id === post.id) patch(() => fresh);
    },
    onError: (error) => {
      patch(() => post);
      complain(errorText(error));
    },
    onSettled: (_answer, _error, deed) => {
      if (deed === 'bookmark' || deed === 'unbookmark') {
        queries.invalidateQueries({ queryKey: feedKey(client.persona, { of: 'bookmarks' }) });
      }
    },
  });
  return mutate;
}

/** Deletes a post of one's own, or, in a seat, of the organisation's. */
export function useDeletePost(): (id: string, seat?: string) => Promise<boolean> {
  const queries = useQueryClient();
  const errorText = useErrorText();
  const { client } = useSpeaking();
  return async (id, seat) => {
    try {
      await deletePost(client, id, seat);
    } catch (error) {
      complain(errorText(error));
      return false;
    }
    queries.setQueriesData({ queryKey: [client.persona] }, (old: unknown) => removePost(old, id));
    return true;
  };
}
