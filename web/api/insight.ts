import type { ToldNumber } from './audiences.ts';
import type { Client } from './client.ts';
import type { Budget } from './records.ts';

const base = '/api/insight/v1';

/** An answer that an organisation was given, as it was told. */
export interface ToldAnswer {
  id: string;
  what: string;
  function: string | null;
  purpose: string | null;
  question: string;
  question_text: string;
  under_draft: boolean;
  asked_at: string;
  same_until: string;
  minimum: number;
  noise: { kind: string; epsilon: string; delta: number };
  /** What the first of the parts counts. */
  of: 'members' | 'parts';
  parts: { sigma: number; numbers: (ToldNumber & { label: string | null })[] }[];
}

/** What an organisation asks of how many members. */
export interface CountQuestion {
  function: string;
  purpose: string;
  what: string;
}

/** What it can't see of that, and why. */
export interface Unseen {
  findable: number;
  lets: (ToldNumber & { id: string; asked_at: string }) | null;
  unseen: (ToldNumber & { more_than: number | null }) | null;
  minimum: number;
  sigma: number;
  same_until: string;
  leaves: 'open' | 'hours' | 'shut';
  open_now: boolean;
  rules: { scope: 'network' | 'organisation'; policy: string | null; title: string | null }[];
  budget: Budget;
}

/** Answers that are asked for at a time: where fewer come, there are no more. */
export const ANSWERS = 40;

export const listAnswers = (client: Client, organisation: string, before?: string): Promise<ToldAnswer[]> =>
  client.get(`${base}/answers`, {
    query: { organisation, limit: String(ANSWERS), ...(before === undefined ? {} : { max_id: before }) },
  });

/** As text. */
export const answerCsv = async (client: Client, organisation: string, id: string): Promise<string> =>
  (
    await client.open(`${base}/answers/${id}/csv?organisation=${organisation}`, new AbortController().signal)
  ).text();

export const readUnseen = (client: Client, organisation: string, asked: CountQuestion): Promise<Unseen> =>
  client.get(`${base}/unseen`, { query: { organisation, ...asked } });

/** Counts those who let it, out of the budget. */
export const askUnseen = (client: Client, organisation: string, asked: CountQuestion): Promise<Unseen> =>
  client.post(`${base}/unseen`, { organisation, ...asked });
