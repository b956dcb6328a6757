import type { Client } from './client.ts';

const path = '/api/privacy/v1/allowance';

/** As shares of what is usual, from most to least. */
export const SHARES = ['usual', 'half', 'tenth', 'none'] as const;
export type Share = (typeof SHARES)[number];

/** What all organisations of the network together may learn of oneself in numbers, in a quarter. */
export interface Allowance {
  share: Share;
  quarter: string;
  renews_at: string;
  epsilon_spent: string;
  epsilon_most: string;
  counts_left: number;
  counts: number;
}

export const readAllowance = (client: Client): Promise<Allowance> => client.get(path);

export const chooseAllowance = (client: Client, share: Share): Promise<Allowance> =>
  client.put(path, { share });
