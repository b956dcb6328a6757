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

export const listEntries = (client: Client, before?: number): Promise<LedgerEntry[]> =>
  client.get(`${base}/entries`, { query: before === undefined ? {} : { before: String(before) } });

/** The file, as text. */
export const readProof = async (client: Client, place: number): Promise<string> =>
  JSON.stringify(await client.get(`${base}/entries/${place}`), null, 1);
