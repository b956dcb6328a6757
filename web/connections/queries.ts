import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listConnectionRequests, listFollowRequests } from '../api/people.ts';

/** Requests to connect that wait for an answer, one's own and others'. */
export const connectionRequestsQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'requests', 'connect'],
    queryFn: () => listConnectionRequests(client),
  });

/** Who waits to be let follow. */
export const followRequestsQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'requests', 'follow'],
    queryFn: () => listFollowRequests(client),
  });
