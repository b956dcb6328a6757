import type { Client } from './client.ts';
import type { Waiting } from './jobs.ts';
import type { Account } from './types.ts';

const base = '/api/insight/v1/influence';

export const MEASURES = ['ties', 'pagerank', 'betweenness', 'communities'] as const;
export type Measure = (typeof MEASURES)[number];
/** Into how many parts members can be put, in the order in which they are offered. */
export const PARTS = ['500', '200', '1000', '2000', '5000'] as const;
export type Parts = (typeof PARTS)[number];

/** A class as it was told; of ties how many members, of all else which share of an average part. */
export interface InfluenceClass {
  from: number;
  to: number | null;
  value: number | null;
  fewer_than: number | null;
  interval: { from: number; to: number } | null;
}

export interface InfluenceSpread {
  measure: Measure;
  parts: number | null;
  classes: InfluenceClass[];
  noise: { sigma: number };
  same_until: string;
}

/** A member who lets it be known by name: PageRank is 1 on average, betweenness from 0 to 1. */
interface NamedMember {
  account: Account;
  place: number;
  pagerank: number;
  betweenness: number;
}

export interface NamedMembers {
  among: number;
  sampled: boolean;
  members: NamedMember[];
}

export const askInfluence = (
  client: Client,
  organisation: string,
  fn: string,
  { measure, parts }: { measure: Measure; parts: Parts },
): Promise<InfluenceSpread | Waiting<InfluenceSpread>> =>
  client.post(base, {
    organisation,
    function: fn,
    measure,
    ...(measure === 'ties' ? {} : { parts: Number(parts) }),
  });

export const askNames = (client: Client, organisation: string, fn: string): Promise<NamedMembers> =>
  client.post(`${base}/names`, { organisation, function: fn });
