import type { Client } from './client.ts';
import { json, request } from './http.ts';
import type { Account, Attribute } from './types.ts';

const base = '/api/privacy/v1';
const addresses = `${base}/session/addresses`;

export interface OwnHandle {
  handle: string;
  former: { handle: string; until: string }[];
  changes_left: number;
  next_change_at: string | null;
}

/** An organisation at which one has a confirmed address. */
export interface BadgeOffer {
  organisation: Account;
  until: string;
  attribute_id: string | null;
}

/** A further address of the account. */
export interface Address {
  id: string;
  email: string;
  confirmed_until: string | null;
}

export const readHandle = (client: Client): Promise<OwnHandle> => client.get(`${base}/handle`);

export const changeHandle = (client: Client, handle: string): Promise<OwnHandle> =>
  client.put(`${base}/handle`, { handle });

export const listBadges = (client: Client): Promise<BadgeOffer[]> => client.get(`${base}/badges`);

/** Keeps the badge as an attribute; nobody sees it yet. */
export const takeBadge = (client: Client, organisation: string): Promise<Attribute> =>
  client.post(`${base}/badges`, { organisation });

export async function listAddresses(): Promise<Address[]> {
  return json(await request('GET', addresses));
}

/** Mails a code to it; also to one that is there, to be confirmed again. */
export async function addAddress(email: string): Promise<Address> {
  return json(await request('POST', addresses, { body: { email } }));
}

export async function confirmAddress(id: string, code: string): Promise<void> {
  await request('POST', `${addresses}/${id}/confirmation`, { body: { code } });
}

export async function removeAddress(id: string): Promise<void> {
  await request('DELETE', `${addresses}/${id}`);
}
