import type { Client } from './client.ts';

const base = '/api/privacy/v1';

/** Whether a space is marked as sensitive, and by whom. */
interface SpaceMarks {
  sensitive: boolean;
  by_space: boolean;
  by_network: boolean;
}

export const listSensitiveTags = (client: Client, slug: string): Promise<{ tags: string[] }> =>
  client.get(`${base}/networks/${slug}/sensitive-tags`);
export const markTag = (
  client: Client,
  slug: string,
  tag: string,
  sensitive: boolean,
): Promise<{ tags: string[] }> =>
  client.put(`${base}/networks/${slug}/sensitive-tags/${encodeURIComponent(tag)}`, { sensitive });
export const readSpaceMarks = (client: Client, space: string): Promise<SpaceMarks> =>
  client.get(`${base}/spaces/${space}/sensitive`);
export const markSpace = (client: Client, space: string, sensitive: boolean): Promise<SpaceMarks> =>
  client.put(`${base}/spaces/${space}/sensitive`, { sensitive });
