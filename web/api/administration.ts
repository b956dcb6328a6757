import type { Client } from './client.ts';
import type { Account, ShownAttribute } from './types.ts';

const base = '/api/privacy/v1/networks';

/** Somebody who waits to be let in. */
export interface Newcomer {
  id: string;
  from: Account;
  words: string;
  attributes: ShownAttribute[];
  created_at: string;
}

export interface Invite {
  code: string;
  uses: number;
  until: string;
}

export const listNewcomers = (client: Client, slug: string): Promise<Newcomer[]> =>
  client.get(`${base}/${slug}/join-requests`);

export const answerNewcomer = (
  client: Client,
  slug: string,
  persona: string,
  answer: 'approve' | 'refuse',
): Promise<unknown> => client.post(`${base}/${slug}/join-requests/${persona}/${answer}`);

export const makeInvite = (client: Client, slug: string, uses: number, days: number): Promise<Invite> =>
  client.post(`${base}/${slug}/invites`, { uses, days });

export const readDomains = (client: Client, organisation: string): Promise<{ domains: string[] }> =>
  client.get(`/api/privacy/v1/organisations/${organisation}/domains`);

/** Exactly these: badges that stand on others end. */
export const saveDomains = (client: Client, organisation: string, domains: string[]): Promise<unknown> =>
  client.put(`/api/privacy/v1/organisations/${organisation}/domains`, { domains });

export const listSuspended = (client: Client, slug: string): Promise<{ account: Account; since: string }[]> =>
  client.get(`${base}/${slug}/suspensions`);

export const suspendMember = (client: Client, slug: string, persona: string): Promise<unknown> =>
  client.put(`${base}/${slug}/suspensions/${persona}`);

export const unsuspendMember = (client: Client, slug: string, persona: string): Promise<unknown> =>
  client.delete(`${base}/${slug}/suspensions/${persona}`);
