import type { Client } from './client.ts';
import type { Decision } from './decisions.ts';
import type { AudienceJson } from './types.ts';

const path = '/api/privacy/v1/check-up';

/** Grants that are alike, as they were decided. */
export interface CheckUpRow {
  row: string;
  kind: 'presence' | 'attribute' | 'attributes' | 'post' | 'posts' | 'ties' | 'resource';
  attribute: string | null;
  count: number;
  things: { kind: string; id: string; text: string }[];
  actions: string[];
  purpose: string;
  audience: AudienceJson;
  since: string;
  until: string | null;
  review_by: string;
  /** Whom it reaches, of whom one may know: an upper bound. */
  reach: { before: number; now: number; uncounted: boolean } | null;
  grown: boolean;
  used_at: string | null;
  unused: boolean;
}

export interface CheckUp {
  due: CheckUpRow[];
  /** How many rows are due in all. */
  total: number;
  grown: CheckUpRow[];
  unused: CheckUpRow[];
  lately: Decision[];
  etag: string;
}

/** What is to become of rows; `others` is all that is due besides. */
export interface Answers {
  renew: string[];
  withdraw: string[];
  shorten: { row: string; until: string }[];
  others: 'renew' | 'withdraw' | null;
}

export const readCheckUp = (client: Client): Promise<CheckUp> => client.get(path);

/** Refused where something else is due than what one had read. */
export const answerCheckUp = (
  client: Client,
  answers: Answers,
  etag: string,
): Promise<{ decision: Decision | null }> => client.post(path, answers, { headers: { 'if-match': etag } });
