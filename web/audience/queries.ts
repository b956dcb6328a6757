import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listCircles, showAccount } from '../api/people.ts';
import { askReach, type ReachQuestion } from '../api/privacy.ts';
import { listSpaces } from '../api/spaces.ts';

/** How long in milliseconds what every post of a page names by itself is not asked for again. */
const ONE_PAGE = 500;

export const circlesQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'circles'],
    queryFn: () => listCircles(client),
    staleTime: ONE_PAGE,
  });

export const spacesQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'spaces'],
    queryFn: () => listSpaces(client),
    staleTime: ONE_PAGE,
  });

export const accountQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'account', id], queryFn: () => showAccount(client, id) });

/** Who a draft would reach. The audience is part of the key, which stays in memory. */
export const reachQuery = (client: Client, question: ReachQuestion) =>
  queryOptions({
    queryKey: [client.persona, 'reach', question],
    queryFn: ({ signal }) => askReach(client, question, signal),
  });
