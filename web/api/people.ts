import type { Client } from './client.ts';
import type { Page } from './http.ts';
import type { Account, Circle, Relationship, TieRequest } from './types.ts';

export const showAccount = (client: Client, id: string): Promise<Account> =>
  client.get(`/api/v1/accounts/${id}`);

export const lookUpAccount = (client: Client, acct: string): Promise<Account> =>
  client.get('/api/v1/accounts/lookup', { query: { acct } });

export const searchAccounts = (client: Client, q: string, signal?: AbortSignal): Promise<Account[]> =>
  client.get('/api/v1/accounts/search', {
    query: { q, limit: 8 },
    ...(signal === undefined ? {} : { signal }),
  });

export const ownAccount = (client: Client): Promise<Account> =>
  client.get('/api/v1/accounts/verify_credentials');

export const updateOwnAccount = (
  client: Client,
  changes: { display_name?: string; note?: string; locked?: boolean },
): Promise<Account> => client.patch('/api/v1/accounts/update_credentials', changes);

export const listDirectory = (client: Client, offset: number): Promise<Account[]> =>
  client.get('/api/v1/directory', { query: { limit: 40, offset } });

export interface Suggestion {
  sources: string[];
  account: Account;
}

export const listSuggestions = (client: Client): Promise<Suggestion[]> =>
  client.get('/api/v2/suggestions', { query: { limit: 6 } });

export const dismissSuggestion = (client: Client, id: string): Promise<unknown> =>
  client.delete(`/api/v1/suggestions/${id}`);

export const relationships = (client: Client, ids: readonly string[]): Promise<Relationship[]> =>
  client.get('/api/v1/accounts/relationships', { query: { id: ids } });

export type TieDeed = 'follow' | 'unfollow' | 'block' | 'unblock' | 'mute' | 'unmute';

export const doToAccount = (client: Client, id: string, deed: TieDeed): Promise<Relationship> =>
  client.post(`/api/v1/accounts/${id}/${deed}`);

export const listTies = (
  client: Client,
  id: string,
  which: 'followers' | 'following',
  max_id: string | null,
): Promise<Page<Account>> =>
  client.page(`/api/v1/accounts/${id}/${which}`, {
    query: { limit: 40, ...(max_id === null ? {} : { max_id }) },
  });

export const listKeptOut = (client: Client, which: 'blocks' | 'mutes'): Promise<Account[]> =>
  client.get(`/api/v1/${which}`);

export const listFollowRequests = (client: Client): Promise<Account[]> =>
  client.get('/api/v1/follow_requests');

export const answerFollowRequest = (
  client: Client,
  account: string,
  answer: 'authorize' | 'reject',
): Promise<unknown> => client.post(`/api/v1/follow_requests/${account}/${answer}`);

const base = '/api/privacy/v1';

export const listConnections = (client: Client): Promise<Account[]> => client.get(`${base}/connections`);

export const listConnectionRequests = (client: Client): Promise<TieRequest[]> =>
  client.get(`${base}/connections/requests`);

export const askToConnect = (client: Client, to: string, answer?: string): Promise<unknown> =>
  client.post(`${base}/connections/requests`, { to, ...(answer === undefined ? {} : { answer }) });

export const answerConnection = (
  client: Client,
  request: string,
  answer: 'approve' | 'refuse',
): Promise<unknown> => client.post(`${base}/connections/requests/${request}/${answer}`);

export const withdrawConnectionRequest = (client: Client, request: string): Promise<unknown> =>
  client.delete(`${base}/connections/requests/${request}`);

export const endConnection = (client: Client, persona: string): Promise<unknown> =>
  client.delete(`${base}/connections/${persona}`);

export const listCircles = (client: Client): Promise<Circle[]> => client.get(`${base}/circles`);

export const createCircle = (client: Client, title: string): Promise<Circle> =>
  client.post(`${base}/circles`, { title });

export const renameCircle = (client: Client, id: string, title: string): Promise<Circle> =>
  client.put(`${base}/circles/${id}`, { title });

export const deleteCircle = (client: Client, id: string): Promise<unknown> =>
  client.delete(`${base}/circles/${id}`);

export const listCircleMembers = (client: Client, id: string): Promise<Account[]> =>
  client.get(`${base}/circles/${id}/members`);

export const addToCircle = (client: Client, id: string, personas: string[]): Promise<unknown> =>
  client.post(`${base}/circles/${id}/members`, { personas });

export const removeFromCircle = (client: Client, id: string, persona: string): Promise<unknown> =>
  client.delete(`${base}/circles/${id}/members/${persona}`);
