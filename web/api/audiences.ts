import type { Client } from './client.ts';
import { draftMatter, type Matter } from './sign-off.ts';

const base = '/api/insight/v1';

/** A number about members as it was told: with noise, or fewer than the minimum. */
export interface ToldNumber {
  count: number | null;
  fewer_than: number | null;
  interval: { from: number; to: number; share: number } | null;
}

export interface Condition {
  kind: string;
  values: string[];
}

/** An audience as it is said. */
export interface SaidAudience {
  title: string;
  function: string;
  purpose: string;
  conditions: Condition[];
}

export interface SavedAudience extends SaidAudience {
  id: string;
  version: number;
  size: (ToldNumber & { asked_at: string; stands_until: string }) | null;
  usable: boolean;
  hindrance: 'untold' | 'too-few' | 'unsigned' | 'policy' | 'sensitive' | null;
  to_sign: string;
}

export interface KeptAudiences {
  signed_from: number;
  signed_from_most: number;
  audiences: SavedAudience[];
}

export const listAudiences = (client: Client, organisation: string): Promise<KeptAudiences> =>
  client.get(`${base}/audiences`, { query: { organisation } });
export const saveAudience = (
  client: Client,
  organisation: string,
  said: SaidAudience,
): Promise<SavedAudience> => client.post(`${base}/audiences`, { organisation, ...said });
export const changeAudience = (client: Client, id: string, said: SaidAudience): Promise<SavedAudience> =>
  client.put(`${base}/audiences/${id}`, said);
export const endAudience = (client: Client, id: string): Promise<void> =>
  client.delete(`${base}/audiences/${id}`);
export const askSize = (client: Client, id: string): Promise<unknown> =>
  client.post(`${base}/audiences/${id}/size`);
export const setThreshold = (client: Client, organisation: string, from: number): Promise<unknown> =>
  client.put(`${base}/audience-threshold`, { organisation, signed_from: from });

/** Puts something before the experts as it stands, without anybody writing JSON. */
export const draftToSign = (
  client: Client,
  organisation: string,
  kind: 'saved-audience' | 'export',
  title: string,
  text: string,
): Promise<Matter> => draftMatter(client, organisation, { kind, scope: 'organisation', title, text });
