import type { Client } from './client.ts';
import type { Account, AudienceJson } from './types.ts';

const base = '/api/privacy/v1';

interface DecidedGrant {
  object: { kind: string; id: string; text: string };
  actions: string[];
  purpose: string;
  audience: AudienceJson;
  audience_text: string;
}

/** What a decision gave or ended: how many grants, and the first of them. */
export interface Decided {
  count: number;
  first: DecidedGrant[];
}

export interface Decision {
  id: string;
  kind: string;
  at: string;
  undone_at: string | null;
  given: Decided;
  ended: Decided;
  /** What goes on, since one said so. */
  renewed: Decided;
}

export const listDecisions = (client: Client, limit = 40): Promise<Decision[]> =>
  client.get(`${base}/decisions`, { query: { limit: String(limit) } });

export const undoDecision = (client: Client, id: string): Promise<Decision> =>
  client.post(`${base}/decisions/${id}/undo`, {});

/** Which posts are changed, and whom they are to be for. */
export interface BulkAsked {
  which: { before?: string; since?: string; tag?: string; last?: string };
  audience: AudienceJson;
}

export interface Difference {
  count: number;
  people: Account[];
  visitors: boolean;
  not_counted: { text: string }[];
}

export interface BulkPreview {
  posts: number;
  unchanged: number;
  last: string | null;
  changes: { posts: number; from: string; to: string }[];
  more: number;
  gain: Difference;
  lose: Difference;
}

export interface BulkChange {
  id: string;
  state: 'waiting' | 'done' | 'failed';
  done: number;
  total: number;
  asked_at: string;
  /** Where it failed: that nothing was changed, and what to do. */
  says: string | null;
}

export const previewBulkChange = (client: Client, asked: BulkAsked): Promise<BulkPreview> =>
  client.post(`${base}/bulk-changes/preview`, asked);

export const askBulkChange = (client: Client, asked: BulkAsked & { expected: number }): Promise<BulkChange> =>
  client.post(`${base}/bulk-changes`, asked);

export const listBulkChanges = (client: Client): Promise<BulkChange[]> => client.get(`${base}/bulk-changes`);

export const readBulkChange = (client: Client, id: string): Promise<BulkChange> =>
  client.get(`${base}/bulk-changes/${id}`);

export interface Exposure {
  audiences: {
    audience: AudienceJson;
    text: string;
    people: number;
    visitors: boolean;
    uncounted: boolean;
  }[];
  more: number;
  rows: {
    kind: 'presence' | 'find' | 'ties' | 'attribute' | 'post' | 'resource';
    attribute: { id: string; kind: string; value: string } | null;
    cells: number[];
  }[];
  learnt: {
    who: 'stranger' | 'colleague' | 'employer' | 'business';
    organisation: Account | null;
    text: string;
  }[];
}

export const readExposure = (client: Client): Promise<Exposure> => client.get(`${base}/exposure`);
