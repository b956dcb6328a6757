import { queryOptions } from '@tanstack/react-query';
import { listAudiences } from '../api/audiences.ts';
import type { Client } from '../api/client.ts';

export const audiencesQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'audiences', organisation],
    queryFn: () => listAudiences(client, organisation),
  });
