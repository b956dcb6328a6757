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
import { useSpeaking } from '../personas/persona-context.tsx';

/** Everything about conversations: what comes in over the stream has all of it read anew. */
export const conversationsKey = (persona: string) => [persona, 'conversations'];

export const folderQuery = (client: Client, folder: Folder) =>
  infiniteQueryOptions({
    queryKey: [...conversationsKey(client.persona), 'in', folder],
    queryFn: ({ pageParam }) => listConversations(client, folder, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
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
    getNextPageParam: (last) => last.next,
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
  const { client } = useSpeaking();
  const inbox = useWaiting(client, 'inbox');
  const requests = useWaiting(client, 'requests');
  return inbox + requests;
}

function useWaiting(client: Client, folder: Folder): number {
  const { data } = useQuery({
    queryKey: [...conversationsKey(client.persona), 'waiting', folder],
    queryFn: () => listConversations(client, folder, null),
    select: ({ items }) => items.filter(({ unread, muted }) => unread && !muted).length,
  });
  return data ?? 0;
}
