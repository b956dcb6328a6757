import type { Client } from './client.ts';
import type { Account, Openness, Space, TieRequest } from './types.ts';

const base = '/api/privacy/v1/spaces';

export interface NewSpace {
  handle: string;
  title: string;
  note: string;
  openness: Openness;
}

/** The spaces that one may find and those that one is in, each once. */
export async function listSpaces(client: Client): Promise<Space[]> {
  const [found, joined] = await Promise.all([
    client.get<Space[]>(base),
    client.get<Space[]>(base, { query: { joined: true } }),
  ]);
  return [...new Map([...joined, ...found].map((space) => [space.id, space])).values()];
}

export const showSpace = (client: Client, id: string): Promise<Space> => client.get(`${base}/${id}`);

export const createSpace = (client: Client, space: NewSpace): Promise<Space> => client.post(base, space);

export const joinSpace = (client: Client, id: string): Promise<Space> => client.post(`${base}/${id}/join`);

/** @returns undefined where one doesn't meet the space any more */
export const leaveSpace = (client: Client, id: string): Promise<Space | undefined> =>
  client.post(`${base}/${id}/leave`);

export const closeSpace = (client: Client, id: string): Promise<unknown> => client.delete(`${base}/${id}`);

export const listSpaceMembers = (client: Client, id: string): Promise<Account[]> =>
  client.get(`${base}/${id}/members`);

export const addSpaceMember = (client: Client, id: string, persona: string): Promise<unknown> =>
  client.post(`${base}/${id}/members`, { persona });

export const removeSpaceMember = (client: Client, id: string, persona: string): Promise<unknown> =>
  client.delete(`${base}/${id}/members/${persona}`);

export const listSpaceRequests = (client: Client, id: string): Promise<TieRequest[]> =>
  client.get(`${base}/${id}/requests`);

export const answerSpaceRequest = (
  client: Client,
  id: string,
  persona: string,
  answer: 'approve' | 'refuse',
): Promise<unknown> => client.post(`${base}/${id}/requests/${persona}/${answer}`);
