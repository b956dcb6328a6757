import type { Client } from './client.ts';

export type NetworkKind = 'employee' | 'partner' | 'customer' | 'open';
export type PolicyScope = 'network' | 'organisation';

export interface Blank {
  kind: 'word' | 'words' | 'number';
  type?: string;
  unit?: 'days' | 'hour';
  from?: number;
  to?: number;
}

export type Fields = Record<string, string | number | string[]>;

export interface PolicyTemplate {
  id: string;
  /** With the names of its blanks in braces. */
  sentence: string;
  blanks: Record<string, Blank>;
  example: Fields;
}

export interface PolicyTemplates {
  templates: PolicyTemplate[];
  /** The words that fit, by their type. */
  words: Record<string, string[]>;
}

export interface StartingPoint {
  kind: NetworkKind;
  title: string;
  intro: string;
  clauses: { id: string; template: string; fields: Fields; reason: string; law: string }[];
}

export interface PolicyFinding {
  line: number;
  column: number;
  says: string;
}

export interface PolicyClause {
  id: string;
  lead: string;
  text: string;
  reason: string | null;
  law: string | null;
  template: string | null;
  fields: Fields | null;
}

export interface CheckedPolicy {
  clauses: PolicyClause[];
  errors: PolicyFinding[];
  notes: (PolicyFinding & { clause: string | null })[];
}

/** A clause to write: as it stands, or by a sentence. */
export type ClauseToWrite = { lead?: string } & (
  | { text: string }
  | { id: string; template: string; fields: Fields; reason?: string; law?: string }
);

const BASE = '/api/organisations/v1';

export const readTemplates = (client: Client): Promise<PolicyTemplates> =>
  client.get(`${BASE}/policy-templates`);

export const readLibrary = (client: Client): Promise<StartingPoint[]> => client.get(`${BASE}/policy-library`);

export const checkPolicy = (
  client: Client,
  policy: { text: string; kind: NetworkKind; scope: PolicyScope },
): Promise<CheckedPolicy> => client.post(`${BASE}/policies/check`, policy);

export const writePolicy = (client: Client, clauses: readonly ClauseToWrite[]): Promise<{ text: string }> =>
  client.post(`${BASE}/policies/write`, { clauses });
