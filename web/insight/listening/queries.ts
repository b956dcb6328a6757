import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../../api/client.ts';
import { listAlerts, listTopics, listWatches } from '../../api/listening.ts';

export const topicsQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'topics', organisation],
    queryFn: () => listTopics(client, organisation),
  });
export const watchesQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'watches', organisation],
    queryFn: () => listWatches(client, organisation),
  });
export const alertsQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'alerts', organisation],
    queryFn: () => listAlerts(client, organisation),
  });
