import type { Client } from './client.ts';

/** Work that goes on at the server, step by step, also when nobody looks. */
export interface Job<Step> {
  id: string;
  state: 'going' | 'done' | 'cancelled' | 'stopped';
  done: number;
  total: number;
  /** Why it stopped. */
  says: string | null;
  /** What came of the steps that are done. */
  results: Step[];
}

const PATH = '/api/insight/v1/jobs';

export const readJob = <Step>(client: Client, id: string): Promise<Job<Step>> => client.get(`${PATH}/${id}`);
export const cancelJob = <Step>(client: Client, id: string): Promise<Job<Step>> =>
  client.post(`${PATH}/${id}/cancel`, {});
export const resumeJob = <Step>(client: Client, id: string): Promise<Job<Step>> =>
  client.post(`${PATH}/${id}/resume`, {});
