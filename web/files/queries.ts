import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listComments, listOwners, listResources, listSharing, showResource } from '../api/resources.ts';

/** Everything about files lies under this key, so that what changes one is read anew with all. */
export const filesKey = (persona: string) => [persona, 'files'] as const;

export const listQuery = (client: Client, where: Parameters<typeof listResources>[1]) =>
  queryOptions({
    queryKey: [...filesKey(client.persona), 'list', where],
    queryFn: () => listResources(client, where),
  });

export const resourceQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [...filesKey(client.persona), 'one', id],
    queryFn: () => showResource(client, id),
  });

export const commentsQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [...filesKey(client.persona), 'comments', id],
    queryFn: () => listComments(client, id),
  });

export const sharingQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [...filesKey(client.persona), 'sharing', id],
    queryFn: () => listSharing(client, id),
  });

export const ownersQuery = (client: Client) =>
  queryOptions({
    queryKey: [...filesKey(client.persona), 'owners'],
    queryFn: () => listOwners(client),
  });
