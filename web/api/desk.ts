import type { Client } from './client.ts';
import type { Conversation } from './conversations.ts';
import type { Page } from './http.ts';
import type { Account, BusinessFunction, NamedSeat, ShownAttribute } from './types.ts';

const base = '/api/organisations/v1/desk';

/** A seat as those see it who work beside it. */
interface DeskSeat extends NamedSeat {
  id: string;
  mine: boolean;
}

export interface Tag {
  id: string;
  name: string;
}

/** One function of one organisation, in which one has a seat. */
export interface Desk {
  organisation: Account;
  function: BusinessFunction;
  seats: DeskSeat[];
  tags: Tag[];
  idle_days: number;
}

export const QUEUES = ['unassigned', 'mine', 'open', 'waiting', 'closed'] as const;
export type Queue = (typeof QUEUES)[number];

/** A conversation as it stands on a desk. */
export interface DeskCase {
  conversation: Conversation;
  state: 'open' | 'waiting' | 'closed';
  /** By which the next page is asked for. */
  turn: string;
  seat: DeskSeat | null;
  tags: Tag[];
}

export interface CaseAttribute extends ShownAttribute {
  grant: string;
  from: string;
  until: string | null;
}

export interface OpenedCase extends DeskCase {
  shown: CaseAttribute[];
  handover_to: BusinessFunction | null;
}

export interface Figures {
  days: number;
  queues: Record<Queue, number>;
  begun: number;
  answered: number;
  median_first_answer_seconds: number | null;
  outbound: Record<Outcome, number>;
}

export type Outcome = 'sent' | 'asked' | 'no' | 'capped' | 'absent' | 'unsigned';

export interface Recipient {
  account: Account;
  from: 'conversation' | 'follower';
}

export interface Outbound {
  persona: string;
  outcome: Outcome;
  conversation: string | null;
  preferred: string | null;
}

/** Which desk. */
export interface DeskName {
  organisation: string;
  function: string;
}

/** As many as are asked for at a time. */
export const CASES = 20;

export const listDesks = (client: Client): Promise<Desk[]> => client.get(`${base}/desks`);

export const listCases = (
  client: Client,
  desk: DeskName,
  { queue, tag, after }: { queue: Queue; tag: string | undefined; after: string | null },
): Promise<DeskCase[]> =>
  client.get(`${base}/conversations`, {
    query: { ...desk, queue, limit: CASES, tag, ...(after === null ? {} : { after }) },
  });

export const openCase = (client: Client, id: string): Promise<OpenedCase> =>
  client.get(`${base}/conversations/${id}`);

export const assignCase = (
  client: Client,
  id: string,
  seat: string | null,
  insteadOf: string | null,
): Promise<OpenedCase> =>
  client.put(`${base}/conversations/${id}/assignment`, { seat, instead_of: insteadOf });

export const fileUnder = (client: Client, id: string, tags: readonly string[]): Promise<OpenedCase> =>
  client.put(`${base}/conversations/${id}/tags`, { tags });

export const solveCase = (client: Client, id: string): Promise<OpenedCase> =>
  client.post(`${base}/conversations/${id}/solve`);

export const askHandover = (client: Client, id: string, to: string): Promise<OpenedCase> =>
  client.post(`${base}/conversations/${id}/handover`, { to });

export const addTag = (client: Client, organisation: string, name: string): Promise<Tag> =>
  client.post(`${base}/tags`, { organisation, name });

export const endTag = (client: Client, id: string): Promise<unknown> => client.delete(`${base}/tags/${id}`);

export const setIdleDays = (client: Client, desk: DeskName, days: number): Promise<unknown> =>
  client.put(`${base}/desks/${desk.organisation}/${desk.function}`, { idle_days: days });

export const readFigures = (client: Client, desk: DeskName): Promise<Figures> =>
  client.get(`${base}/figures`, { query: { ...desk } });

/** The figures as a file. */
export const readFiguresFile = async (client: Client, desk: DeskName): Promise<string> => {
  const query = new URLSearchParams({ ...desk });
  const response = await client.open(`${base}/figures/csv?${query}`, new AbortController().signal);
  return response.text();
};

/** Recipients on a page. */
export const RECIPIENTS = 50;

export const listRecipients = (
  client: Client,
  desk: DeskName,
  cursor: string | null,
): Promise<Page<Recipient>> =>
  client.page(`${base}/recipients`, { query: { ...desk, ...(cursor === null ? {} : { max_id: cursor }) } });

/** @param key by which nobody is written to twice, however often it is sent */
export const sendOutbound = (
  client: Client,
  desk: DeskName,
  letter: { personas: readonly string[]; text: string },
  key: string,
): Promise<Outbound[]> =>
  client.post(`${base}/outbound`, { ...desk, ...letter }, { headers: { 'Idempotency-Key': key } });
