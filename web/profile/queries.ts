import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listSeats } from '../api/controls.ts';
import { relationships } from '../api/people.ts';

/** How the persona and another stand to each other. */
export const relationshipQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [client.persona, 'relationship', id],
    queryFn: async () => (await relationships(client, [id]))[0] ?? null,
  });

export const seatsQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'seats'], queryFn: () => listSeats(client) });
