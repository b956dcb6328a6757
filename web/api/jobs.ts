import type { Client } from './client.ts';

/** Work that goes on at the server, step by step, also when nobody looks. */
export interface Job<Step> {
  id: string;
  state: 'going' | 'done' | 'cancelled' | 'stopped';
  done: number;
  total: number;
  /** How far the step is that is being done, in hundredths. */
  within: number;
  /** Why it stopped. */
  says: string | null;
  /** What came of the steps that are done. */
  results: Step[];
}

/** That a question takes longer than a minute: the job by which it is answered. */
export interface Waiting<Told> {
  job: Job<Told>;
}

export const isWaiting = <Told>(came: Told | Waiting<Told>): came is Waiting<Told> =>
  typeof came === 'object' && came !== null && 'job' in came;

const PATH = '/api/insight/v1/jobs';

export const readJob = <Step>(client: Client, id: string): Promise<Job<Step>> => client.get(`${PATH}/${id}`);
export const cancelJob = <Step>(client: Client, id: string): Promise<Job<Step>> =>
  client.post(`${PATH}/${id}/cancel`, {});
export const resumeJob = <Step>(client: Client, id: string): Promise<Job<Step>> =>
  client.post(`${PATH}/${id}/resume`, {});
