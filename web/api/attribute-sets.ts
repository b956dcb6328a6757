import type { Client } from './client.ts';
import type { Attribute, AudienceJson } from './types.ts';

const base = '/api/privacy/v1/attribute-sets';

/** Sets that mean the same on every network. */
export const templateKinds = ['nobody', 'connections', 'followers', 'network', 'everyone'] as const;
type TemplateKind = (typeof templateKinds)[number];

export interface SetItem {
  kind: string;
  precision: string;
  audience: { kind: TemplateKind };
  purpose: string;
  days: number | null;
}

export interface AttributeSet {
  id: string;
  title: string;
  ready: boolean;
  items: SetItem[];
}

interface Showing {
  precision: string;
  shown: string;
  audience: AudienceJson;
  purpose: string;
  until: string | null;
}

/** What applying a set does to one attribute; the numbers are upper bounds. */
export interface SetChange {
  attribute_id: string;
  kind: string;
  value: string | null;
  now: Showing | null;
  next: Showing | null;
  change: 'none' | 'new' | 'withdrawn' | 'widened' | 'narrowed' | 'changed';
  problem: 'precision' | 'badge' | null;
  gain: number;
  lose: number;
  says_now: string | null;
  says_next: string | null;
}

export interface SetPreview {
  set: AttributeSet;
  changes: SetChange[];
  etag: string;
}

export const listSets = (client: Client): Promise<AttributeSet[]> => client.get(base);

/** @param id none makes a new one */
export const saveSet = (
  client: Client,
  id: string | null,
  set: Pick<AttributeSet, 'title' | 'items'>,
): Promise<AttributeSet> => (id === null ? client.post(base, set) : client.put(`${base}/${id}`, set));

export const deleteSet = (client: Client, id: string): Promise<unknown> => client.delete(`${base}/${id}`);

export const previewSet = (client: Client, id: string): Promise<SetPreview> =>
  client.get(`${base}/${id}/preview`);

/** Only what was previewed; otherwise it is refused. */
export const applySet = (client: Client, id: string, etag: string): Promise<Attribute[]> =>
  client.post(`${base}/${id}/application`, {}, { headers: { 'if-match': etag } });
