import type { ToldNumber } from './audiences.ts';
import type { Client } from './client.ts';

const base = '/api/privacy/v1/uses';

export interface UsedGrant {
  id: string;
  object: { kind: string; id: string; text: string };
  actions: string[];
  audience_text: string;
  from: string;
  until: string | null;
}

export interface DataUse {
  id: string;
  at: string;
  organisation: { id: string; display_name: string };
  function: string | null;
  deed: string;
  purpose: string;
  kinds: string[];
  grants: UsedGrant[];
  /** ε that it took of one’s allowance, had it been alone; null is nothing. */
  epsilon: string | null;
  /** Where the ledger has it; null until the next full ten minutes. */
  place: number | null;
  /** What was learnt of all who were counted; null of a use one by one. */
  learnt: (ToldNumber & { what: string; numbers: number; sigma: number }) | null;
  /** What it was told of one's influence, where it was told by name. */
  influence: { place: number; among: number; pagerank: number; betweenness: number } | null;
}

export type UseForm = 'all' | 'counted' | 'one-by-one';

/** Uses that are asked for at a time: where fewer come, there are no more. */
export const USES = 40;

export const listUses = (client: Client, before?: string, form: UseForm = 'all'): Promise<DataUse[]> =>
  client.get(base, {
    query: { limit: String(USES), form, ...(before === undefined ? {} : { max_id: before }) },
  });

/** The file, as text. */
export const readUseProof = async (client: Client, use: string): Promise<string> =>
  JSON.stringify(await client.get(`${base}/${use}/proof`), null, 1);
