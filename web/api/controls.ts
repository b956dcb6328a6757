import type { Client } from './client.ts';
import type { Account, AudienceJson, BusinessFunction } from './types.ts';

const base = '/api/privacy/v1';

/** Under what circumstances a rule holds; hours are minutes after midnight UTC. */
export interface Conditions {
  actorKinds?: ('persona' | 'organisation' | 'group')[];
  hours?: { from: number; until: number };
  mutual?: number;
}

export interface Admission {
  audience: AudienceJson;
  conditions: Conditions;
}

export interface ConnectionRules {
  ask: Admission[];
  at_once: Admission[];
  question: string | null;
  daily_cap: number | null;
  ends: { after_months: number | null; dormant_months: number | null; leaving: string | null };
  etag: string;
}

export interface Ending {
  ends_at: string | null;
  dormant_months: number | null;
  leaving: string | null;
}

export interface Connecting {
  state: 'none' | 'requested' | 'asked' | 'connected';
  question: string | null;
  ending: Ending | null;
}

export const readConnectionRules = (client: Client): Promise<ConnectionRules> =>
  client.get(`${base}/connection-rules`);

export const changeConnectionRules = (
  client: Client,
  changes: Partial<Omit<ConnectionRules, 'etag'>>,
  etag: string,
): Promise<ConnectionRules> =>
  client.put(`${base}/connection-rules`, changes, { headers: { 'if-match': etag } });

export const readConnecting = (client: Client, persona: string): Promise<Connecting> =>
  client.get(`${base}/connections/${persona}`);

export const changeEnding = (client: Client, persona: string, ending: Partial<Ending>): Promise<Ending> =>
  client.put(`${base}/connections/${persona}/ending`, ending);

export const introduce = (client: Client, persona: string, to: string): Promise<unknown> =>
  client.post(`${base}/introductions`, { persona, to });

/** A seat in an organisation: in a function, or as an expert in a discipline. */
export interface HouseSeat {
  id: string;
  kind: 'function' | 'discipline';
  name: string;
  number: number;
  shows_person: boolean;
  since: string;
}

/** What one is in an organisation: one's seats, and whether one keeps its house. */
export interface Seat {
  organisation: Account;
  functions: BusinessFunction[];
  staff: boolean;
  keeper: boolean;
  seats: HouseSeat[];
}

export const listSeats = (client: Client): Promise<Seat[]> => client.get('/api/organisations/v1/seats');

export interface ContactOutcome {
  answer: 'yes' | 'asked' | 'no' | 'capped';
  preferred: string | null;
  conversation: string | null;
}

/** Writes to somebody for an organisation, where they let it; else asks. */
export const writeFor = (
  client: Client,
  organisation: string,
  letter: { persona: string; function: BusinessFunction; text: string },
): Promise<ContactOutcome> => client.post(`/api/organisations/v1/${organisation}/contacts`, letter);

/** How many letters of an organisation's marketing and sales one takes in thirty days. */
export interface ContactCaps {
  usual: number;
  organisations: { organisation: string; most: number }[];
}

export const readContactCaps = (client: Client): Promise<ContactCaps> => client.get(`${base}/contact-caps`);

export const changeContactCap = (client: Client, organisation: string, most: number): Promise<ContactCaps> =>
  client.put(`${base}/contact-caps/${organisation}`, { most });

export type ContactAnswer = 'yes' | 'ask' | 'no';

export interface ContactRule {
  function: BusinessFunction;
  anybody: ContactAnswer;
  organisations: { organisation: string; answer: ContactAnswer }[];
  preferred: { place: string; told: boolean } | null;
  etag: string;
}

export interface ContactRequest {
  id: string;
  organisation: Account;
  function: BusinessFunction;
  created_at: string;
}

export const listContactRules = (client: Client): Promise<ContactRule[]> =>
  client.get(`${base}/contact-rules`);

export const changeContactRule = (
  client: Client,
  { function: fn, etag, ...rule }: ContactRule,
): Promise<ContactRule> => client.put(`${base}/contact-rules/${fn}`, rule, { headers: { 'if-match': etag } });

export const listContactRequests = (client: Client): Promise<ContactRequest[]> =>
  client.get(`${base}/contact-requests`);

export const answerContact = (client: Client, id: string, answer: 'approve' | 'refuse'): Promise<unknown> =>
  client.post(`${base}/contact-requests/${id}/${answer}`);

export type Processed = 'posts' | 'attributes' | 'ties';

export interface ProcessingRule {
  audience: AudienceJson;
  over: Processed[];
  /** Of finding out who one is alone: that they may be told that it is this member. */
  individually?: boolean;
  until: string | null;
}

export interface PurposeRules {
  purpose: string;
  rules: ProcessingRule[];
  sale_or_sharing: boolean;
  refused_by_browser: boolean;
  etag: string;
}

export const listProcessingRules = (client: Client): Promise<PurposeRules[]> =>
  client.get(`${base}/processing-rules`);

export const changeProcessingRules = (
  client: Client,
  { purpose, etag }: Pick<PurposeRules, 'purpose' | 'etag'>,
  rules: ProcessingRule[],
): Promise<PurposeRules> =>
  client.put(`${base}/processing-rules/${purpose}`, { rules }, { headers: { 'if-match': etag } });
