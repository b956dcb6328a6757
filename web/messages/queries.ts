import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  type Folder,
  listConversations,
  listMessages,
  listShown,
  readMessageSettings,
  showConversation,
} from '../api/conversations.ts';
import type { Page } from '../api/http.ts';
import { useSpeaking } from '../personas/persona-context.tsx';

/** Everything about conversations: what comes in over the stream has all of it read anew. */
export const conversationsKey = (persona: string) => [persona, 'conversations'];

/** As many as the server gives at a time; a page that comes out short is the last. */
const PAGE = 40;
const nextOf = ({ items, next }: Page<unknown>): string | null => (items.length < PAGE ? null : next);

export const folderQuery = (client: Client, folder: Folder) =>
  infiniteQueryOptions({
    queryKey: [...conversationsKey(client.persona), 'in', folder],
    queryFn: ({ pageParam }) => listConversations(client, folder, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: nextOf,
  });

export const conversationQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [...conversationsKey(client.persona), id],
    queryFn: () => showConversation(client, id),
  });

export const messagesQuery = (client: Client, id: string) =>
  infiniteQueryOptions({
    queryKey: [...conversationsKey(client.persona), id, 'messages'],
    queryFn: ({ pageParam }) => listMessages(client, id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: nextOf,
  });

export const shownQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [...conversationsKey(client.persona), id, 'shown'],
    queryFn: () => listShown(client, id),
  });

export const messageSettingsQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'message-settings'],
    queryFn: () => readMessageSettings(client),
  });

/** How many conversations have something new, those that one is asked into among them. */
export function useUnreadMessages(): number {
  const inbox = useWaiting('inbox');
  const requests = useWaiting('requests');
  return inbox + requests;
}

/** Conversations of a folder that have something new, as far as its first page goes. */
export function useWaiting(folder: Folder): number {
  const { client } = useSpeaking();
  const { data } = useQuery({
    queryKey: [...conversationsKey(client.persona), 'waiting', folder],
    queryFn: () => listConversations(client, folder, null),
    select: ({ items }) => items.filter(({ unread, muted }) => unread && !muted).length,
  });
  return data ?? 0;
}
