import type { Client } from './client.ts';
import type { Page } from './http.ts';
import type { Account } from './types.ts';

const base = '/api/privacy/v1';
const held = (organisation: string): string => `/api/organisations/v1/${organisation}/receipts`;

/** What became of a consent. */
interface ConsentEvent {
  id: string;
  state: 'given' | 'refused' | 'withdrawn' | 'expired';
  at: string;
  actions: string[];
  purposes: string[];
  from: string | null;
  until: string | null;
}

export interface Acknowledgement {
  part: 'rule' | 'request' | 'copy' | 'processing' | 'use' | 'ledger';
  since: string | null;
  place: number | null;
  count: number | null;
}

export interface Receipt extends ConsentEvent {
  object: { kind: string; id: string; text: string };
  audience_text: string;
  by_signal: boolean;
  acknowledgements: Acknowledgement[];
}

/** An organisation's copy. */
export interface HeldReceipt extends ConsentEvent {
  member: Account;
  object: { kind: string; attribute: string | null };
}

export const readReceiptKey = (client: Client): Promise<{ key: string }> => client.get(`${base}/receipt-key`);

/** Receipts that are asked for at a time: where fewer come, there are no more. */
const SOME = 40;

const after = (cursor: string | undefined) => ({ query: { limit: String(SOME), max_id: cursor } });

/** The cursor of the page after one. */
export const nextReceipts = ({ items, next }: Page<unknown>): string | undefined =>
  items.length < SOME ? undefined : (next ?? undefined);

export const listReceipts = (client: Client, cursor?: string): Promise<Page<Receipt>> =>
  client.page(`${base}/receipts`, after(cursor));

export const listHeldReceipts = (
  client: Client,
  organisation: string,
  cursor?: string,
): Promise<Page<HeldReceipt>> => client.page(held(organisation), after(cursor));

/** The signed file, as text. */
export const readReceipt = async (client: Client, id: string): Promise<string> =>
  JSON.stringify(await client.get(`${base}/receipts/${id}`), null, 1);

export const readHeldReceipt = async (client: Client, organisation: string, id: string): Promise<string> =>
  JSON.stringify(await client.get(`${held(organisation)}/${id}`), null, 1);
