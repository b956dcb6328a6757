import { useQueryClient } from '@tanstack/react-query';
import { publishPost } from '../api/posts.ts';
import type { Label, Resource } from '../api/resources.ts';
import type { AudienceJson, Context, Status } from '../api/types.ts';
import { type Feed, prepend } from '../feed/incoming.ts';
import { feedKey, homeKey } from '../feed/keys.ts';
import { filesKey } from '../files/queries.ts';
import { useActing } from '../organisations/acting-context.tsx';
import { useSpeaking } from '../personas/persona-context.tsx';

export interface Draft {
  text: string;
  warning: string;
  audience: AudienceJson;
  replyTo?: Status | Resource;
  /** The id of what it quotes. */
  quote?: string;
  label: Label;
  space?: string;
  media: readonly string[];
}

/** Sends a post, and puts it where it belongs on the screen. */
export function useSend(): (draft: Draft, key: string) => Promise<Status> {
  const queries = useQueryClient();
  const { client } = useSpeaking();
  const { seat } = useActing();
  return async (draft, key) => {
    const post = await publishPost(
      client,
      {
        status: draft.text,
        audience: draft.audience,
        ...(draft.warning === '' ? {} : { spoiler_text: draft.warning }),
        ...(draft.replyTo === undefined ? {} : { in_reply_to_id: draft.replyTo.id }),
        ...(draft.quote === undefined ? {} : { quoted_status_id: draft.quote }),
        ...(draft.label === 'public' ? {} : { label: draft.label }),
        ...(draft.space === undefined ? {} : { space_id: draft.space }),
        ...(draft.media.length === 0 ? {} : { media_ids: draft.media }),
      },
      key,
      seat?.id,
    );
    const me = client.persona;
    const author = post.account.id;
    const lists = [feedKey(me, { of: 'network' }), feedKey(me, { of: 'account', account: author })];
    if (seat === null) lists.push(homeKey(me));
    if (draft.space !== undefined) lists.push(feedKey(me, { of: 'space', space: draft.space }));
    for (const key of lists) queries.setQueryData<Feed>(key, (feed) => feed && prepend(feed, [post]));
    if (draft.replyTo !== undefined && !('account' in draft.replyTo)) {
      queries.invalidateQueries({ queryKey: filesKey(me) });
    } else if (draft.replyTo !== undefined) {
      const answered = draft.replyTo.id;
      queries.setQueriesData<Context>(
        { queryKey: [me, 'context'] },
        (thread) => thread && added(thread, answered, post),
      );
      queries.invalidateQueries({ queryKey: [me, 'context'] });
      if (draft.replyTo.waxseal?.resource) queries.invalidateQueries({ queryKey: filesKey(me) });
    }
    return post;
  };
}

/** The thread with the reply at its end, where it is the thread of what was replied to. */
function added(thread: Context, answered: string, reply: Status): Context {
  const inside = [...thread.ancestors, ...thread.descendants].some(({ id }) => id === answered);
  if (!inside || thread.descendants.some(({ id }) => id === reply.id)) return thread;
  return { ...thread, descendants: [...thread.descendants, reply] };
}
