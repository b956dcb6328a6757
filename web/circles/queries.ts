import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listCircleMembers } from '../api/people.ts';

/** Who is in a circle. Under the circles' own key, so that what changes one is read anew with all. */
export const circleMembersQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [client.persona, 'circles', id, 'members'],
    queryFn: () => listCircleMembers(client, id),
  });
