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
  /** Where the ledger has it; null until the next full ten minutes. */
  place: number | null;
  /** What it was told of one's influence, where it was told by name. */
  influence: { place: number; among: number; pagerank: number; betweenness: number } | null;
}

/** Uses that are asked for at a time: where fewer come, there are no more. */
export const USES = 40;

export const listUses = (client: Client, before?: string): Promise<DataUse[]> =>
  client.get(base, {
    query: { limit: String(USES), ...(before === undefined ? {} : { max_id: before }) },
  });

/** The file, as text. */
export const readUseProof = async (client: Client, use: string): Promise<string> =>
  JSON.stringify(await client.get(`${base}/${use}/proof`), null, 1);
