import { queryOptions } from '@tanstack/react-query';
import { readCheckUp } from '../api/check-up.ts';
import type { Client } from '../api/client.ts';

export const checkUpQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'check-up'], queryFn: () => readCheckUp(client) });
