import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  CASES,
  type DeskCase,
  type DeskName,
  listCases,
  listDesks,
  listRecipients,
  openCase,
  type Queue,
  RECIPIENTS,
  readFigures,
} from '../api/desk.ts';
import { conversationsKey } from '../messages/queries.ts';

/** Under that of conversations: whatever comes in for one of them has the desk read anew. */
export const deskKey = (persona: string) => [...conversationsKey(persona), 'desk'];

export const desksQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'desks'], queryFn: () => listDesks(client) });

export const queueQuery = (client: Client, desk: DeskName, queue: Queue, tag: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...deskKey(client.persona), 'queue', desk, queue, tag ?? null],
    queryFn: ({ pageParam }) => listCases(client, desk, { queue, tag, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: readonly DeskCase[]) =>
      last.length < CASES ? null : (last.at(-1)?.turn ?? null),
  });

export const caseQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [...deskKey(client.persona), 'case', id], queryFn: () => openCase(client, id) });

export const figuresQuery = (client: Client, desk: DeskName) =>
  queryOptions({
    queryKey: [...deskKey(client.persona), 'figures', desk],
    queryFn: () => readFigures(client, desk),
  });

export const recipientsQuery = (client: Client, desk: DeskName) =>
  infiniteQueryOptions({
    queryKey: [client.persona, 'recipients', desk],
    queryFn: ({ pageParam }) => listRecipients(client, desk, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ items, next }) => (items.length < RECIPIENTS ? null : next),
  });
