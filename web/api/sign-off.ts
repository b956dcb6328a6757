import type { Client } from './client.ts';
import type { Account } from './types.ts';

const base = '/api/organisations/v1';

/** A version that is in force, or will be. */
interface InForce {
  release: string;
  version: number;
  title: string;
  text: string;
  from: string;
  until: string | null;
}

export interface MatterLine {
  id: string;
  kind: string;
  scope: 'organisation' | 'network';
  state: 'draft' | 'in-review' | 'signed' | 'in-force' | 'retired';
  title: string;
  version: number;
  retires: boolean;
  in_force: InForce | null;
  emergency: InForce | null;
  missing: string[];
  changed_at: string;
}

/** Something that happened to a matter; who did it is null where one isn't told. */
export interface MatterStep {
  n: number;
  did: string;
  at: string;
  by: Account | null;
  server: boolean;
  discipline: string | null;
  clause: number | null;
  text: string | null;
  from: string | null;
  until: string | null;
  emergency: boolean;
}

export interface Matter extends MatterLine {
  text: string;
  hash: string | null;
  required: string[];
  facts: {
    beside?: { title: string; version: number }[];
    risks?: {
      processing: string;
      title: string;
      residual: 'low' | 'medium' | 'high';
      impact_assessment: boolean;
    }[];
  } | null;
  signatures: {
    discipline: string;
    by: Account | null;
    for: Account | null;
    at: string;
    current: boolean;
    document: string;
  }[];
  refusals: { discipline: string; by: Account | null; reason: string }[];
  delegations: { discipline: string; by: Account | null; to: Account | null; until: string }[];
  timeline: MatterStep[];
  retired_from: string | null;
  wrote: boolean;
  /** In which the reader may sign. */
  disciplines: string[];
  /** Of a campaign: letters and questions that went to members by it. */
  sent: number | null;
}

export interface PolicyInForce {
  id: string;
  organisation: Account | null;
  scope: 'organisation' | 'network';
  title: string;
  text: string;
  signed_by: string[];
  emergency: boolean;
  from: string;
  until: string | null;
}

export interface ChangedUse {
  narrowed: boolean;
  organisation: Account | null;
  capacity: string;
  action: string;
  purpose: string;
  kind: string;
  attribute: string | null;
  always: boolean;
}

export interface PolicyChange {
  id: string;
  at: string;
  uses: ChangedUse[];
}

/** An organisation in which the reader has seats. */
export interface House {
  organisation: Account;
  functions: string[];
  disciplines?: string[];
}

/** Who must sign a kind of matter: always, and besides. */
export interface SignOffRule {
  kind: string;
  floor: string[];
  besides: string[];
}

export type Step =
  | { step: 'submit' }
  | { step: 'comment'; clause: number | null; text: string }
  | { step: 'approve'; discipline: string; hash: string }
  | { step: 'refuse'; discipline: string; hash: string; reason: string }
  | { step: 'delegate'; discipline: string; to: string; until: string }
  | { step: 'activate'; from: string | null; emergency: boolean }
  | { step: 'retire'; from: string | null };

export const listPoliciesInForce = (client: Client): Promise<PolicyInForce[]> =>
  client.get(`${base}/policies`);
export const listPolicyChanges = (client: Client): Promise<PolicyChange[]> => client.get(`${base}/changes`);
export const listHouses = (client: Client): Promise<House[]> => client.get(`${base}/seats`);

export const listMatters = (client: Client, organisation: string): Promise<MatterLine[]> =>
  client.get(`${base}/${organisation}/matters`, { query: { limit: '80' } });
export const readMatter = (client: Client, organisation: string, matter: string): Promise<Matter> =>
  client.get(`${base}/${organisation}/matters/${matter}`);
export const draftMatter = (
  client: Client,
  organisation: string,
  draft: { kind: string; scope: string; title: string; text: string },
): Promise<Matter> => client.post(`${base}/${organisation}/matters`, draft);
export const changeMatter = (
  client: Client,
  organisation: string,
  matter: string,
  version: { title: string; text: string },
): Promise<Matter> => client.put(`${base}/${organisation}/matters/${matter}`, version);
export const takeStep = (client: Client, organisation: string, matter: string, step: Step): Promise<Matter> =>
  client.post(`${base}/${organisation}/matters/${matter}/steps`, step);

export const listSignOffRules = (client: Client, organisation: string): Promise<SignOffRule[]> =>
  client.get(`${base}/${organisation}/sign-off-rules`);
export const setSignOffRule = (
  client: Client,
  organisation: string,
  kind: string,
  besides: readonly string[],
): Promise<SignOffRule[]> => client.put(`${base}/${organisation}/sign-off-rules`, { kind, besides });
