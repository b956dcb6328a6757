import type { Client } from './client.ts';

const base = '/api/privacy/v1/ledger';

export interface Ledger {
  key: string;
  checkpoint: string | null;
  size: number;
  made_at: string | null;
}

export interface LedgerEntry {
  place: number;
  entered_at: string;
  entry: string;
  object: { kind: string; id: string; text: string };
  actions: string[];
  purpose: string | null;
  audience_text: string | null;
  until: string | null;
}

export const readLedger = (client: Client): Promise<Ledger> => client.get(base);

/** Entries that are asked for at a time: where fewer come, there are no more. */
export const ENTRIES = 40;

/** About oneself, or of the network's policies. */
export type About = 'me' | 'network';

export const listEntries = (client: Client, about: About, before?: number): Promise<LedgerEntry[]> =>
  client.get(`${base}/entries`, {
    query: { limit: String(ENTRIES), about, ...(before === undefined ? {} : { before: String(before) }) },
  });

/** The file, as text. */
export const readProof = async (client: Client, place: number): Promise<string> =>
  JSON.stringify(await client.get(`${base}/entries/${place}`), null, 1);
