import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { followStream, type StreamEvent } from '../api/stream.ts';
import type { Status } from '../api/types.ts';
import { type Feed, hasPost, prepend } from '../feed/incoming.ts';
import { homeKey, waitingKey } from '../feed/keys.ts';
import { conversationsKey } from '../messages/queries.ts';
import { useSpeaking } from '../personas/persona-context.tsx';
import { patchPost, removePost } from '../post/patch.ts';

interface Streaming {
  readonly live: boolean;
  readonly unread: number;
  markRead(): void;
}

/** What somebody else may have changed when one is told of it: they asked, let one in, or liked. */
const concerned = ['notifications', 'requests', 'spaces', 'connections', 'relationship', 'account', 'reach'];

const StreamContext = createContext<Streaming>({ live: false, unread: 0, markRead: () => undefined });

/** Whether posts come in as they are written. */
export const useLive = (): boolean => useContext(StreamContext).live;
/** Notifications that came in since they were last looked at. */
export const useUnread = (): number => useContext(StreamContext).unread;
export const useMarkRead = (): (() => void) => useContext(StreamContext).markRead;

/** Keeps the persona's stream open, and has what is on the screen follow it. */
export function StreamProvider({ children }: { children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const { client } = useSpeaking();
  const [live, setLive] = useState(false);
  const [unread, setUnread] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    followStream(
      client,
      {
        onEvent: (event) => {
          if (event.event === 'notification') {
            setUnread((count) => count + 1);
            for (const part of concerned) queries.invalidateQueries({ queryKey: [client.persona, part] });
          } else if (event.event === 'waxseal.message' || event.event === 'waxseal.desk') {
            queries.invalidateQueries({ queryKey: conversationsKey(client.persona) });
          } else {
            apply(queries, client.persona, event);
          }
        },
        onOpen: (again) => {
          setLive(true);
          // While it was closed something may have come, or may no longer be for these eyes.
          if (again) queries.invalidateQueries({ queryKey: [client.persona] });
        },
        onClosed: () => setLive(false),
      },
      stop.signal,
    );
    return () => stop.abort();
  }, [client, queries]);
  const streaming = useMemo(() => ({ live, unread, markRead: () => setUnread(0) }), [live, unread]);
  return <StreamContext value={streaming}>{children}</StreamContext>;
}

/** Does what an event says to everything that the persona has on the screen. */
function apply(queries: QueryClient, persona: string, { event, data }: StreamEvent): void {
  const all = { queryKey: [persona] };
  if (event === 'delete') {
    queries.setQueriesData(all, (old: unknown) => removePost(old, data));
  } else if (event === 'update' || event === 'status.update') {
    const post: unknown = parse(data);
    if (!isPost(post)) return;
    queries.setQueriesData(all, (old: unknown) => patchPost(old, post.id, () => post));
    if (event === 'update') arrive(queries, persona, post);
  }
}

/** Own posts are shown at once; others' wait, so that nothing jumps under the reader's eyes. */
function arrive(queries: QueryClient, persona: string, post: Status): void {
  const feed = queries.getQueryData<Feed>(homeKey(persona));
  if (feed === undefined || hasPost(feed, post.id)) return;
  const empty = feed.pages.every(({ items }) => items.length === 0);
  if (empty || post.account.id === persona) {
    queries.setQueryData<Feed>(homeKey(persona), prepend(feed, [post]));
    return;
  }
  queries.setQueryData<Status[]>(waitingKey(persona), (waiting = []) =>
    waiting.some(({ id }) => id === post.id) ? waiting : [post, ...waiting],
  );
}

const isPost = (value: unknown): value is Status =>
  typeof value === 'object' && value !== null && 'id' in value && 'account' in value;

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
