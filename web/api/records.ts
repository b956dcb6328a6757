import type { Client } from './client.ts';

const RECORDS = '/api/organisations/v1/records';
const OWN = '/api/privacy/v1/data-requests';

export interface KeptOrganisation {
  id: string;
  display_name: string;
  disciplines: string[];
}

interface Activity {
  function: string | null;
  purpose: string;
  deed: string;
  times: number;
  first_at: string;
  last_at: string;
  kinds: string[];
}

interface Head {
  organisation: { id: string; display_name: string };
  network: { title: string; kind: string };
}

export interface ProcessingRecord extends Head {
  activities: (Activity & { subjects: string; data: string; recipients: string; kept: string })[];
  recipients_besides: string;
  measures: string[];
  policies: { id: string; since: string; actions: string[] | null; purposes: string[] | null }[];
}

export interface ProcessingNotice extends Head {
  with_mine: {
    function: string | null;
    purpose: string;
    deed: string;
    times: number;
    last_at: string;
    kept: string;
  }[];
  learns: { function: string | null; purpose: string; what: string; times: number; last_at: string }[];
  kept_number: string;
  recipients_besides: string;
  measures: string[];
}

export interface Report extends Head {
  period: string;
  activities: Activity[];
  requests: {
    asked: number;
    answered: number;
    refused: number;
    withdrawn: number;
    median_days: number | null;
  };
  epsilon_spent: string;
  policies: { begun: number; ended: number };
  breaches: number;
}

export interface Budget {
  quarter: string;
  renews_at: string;
  epsilon_spent: string;
  epsilon_most: string;
  counts_left: number;
}

/** What one may ask about one’s own data, by the articles of the GDPR. */
export const REQUEST_KINDS = [
  'access',
  'rectification',
  'erasure',
  'restriction',
  'portability',
  'objection',
  'human-review',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export interface DataRequest {
  id: string;
  recipient: { id: string; kind: string; display_name: string };
  member?: { id: string; username: string; display_name: string };
  kind: RequestKind;
  words: string;
  asked_at: string;
  due_at: string;
  overdue: boolean;
  status: 'open' | 'answered' | 'refused' | 'withdrawn';
  steps: { kind: string; words: string; at: string }[];
}

export interface Breach {
  id: string;
  title: string;
  from: string;
  until: string;
  function: string | null;
  purpose: string | null;
  known_at: string;
  report_by: string;
  overdue: boolean;
  entries: { kind: string; words: string; at: string }[];
}

export interface NoisyCount {
  count: number | null;
  fewer_than: number | null;
  interval: { from: number; to: number } | null;
}

export interface BreachNotice {
  breach: string;
  organisation: { id: string; display_name: string };
  from: string;
  until: string;
  words: string;
  at: string;
}

export const listKept = (client: Client): Promise<KeptOrganisation[]> => client.get(RECORDS);
export const readRecord = (client: Client, id: string): Promise<ProcessingRecord> =>
  client.get(`${RECORDS}/${id}/processing`);
export const readNotice = (client: Client, id: string): Promise<ProcessingNotice> =>
  client.get(`/api/privacy/v1/organisations/${id}/processing`);
export const readReport = (client: Client, id: string, period: string): Promise<Report> =>
  client.get(`${RECORDS}/${id}/reports/${period}`);
export const readBudget = (client: Client, id: string): Promise<Budget> =>
  client.get('/api/insight/v1/budget', { query: { organisation: id } });

/** A table, as the text of a file. */
const table = async (client: Client, path: string): Promise<string> =>
  (await client.open(`${RECORDS}/${path}`, AbortSignal.timeout(60_000))).text();
export const recordTable = (client: Client, id: string): Promise<string> =>
  table(client, `${id}/processing.csv`);
export const reportTable = (client: Client, id: string, period: string): Promise<string> =>
  table(client, `${id}/reports/${period}/csv`);

export const ownRequests = (client: Client): Promise<DataRequest[]> => client.get(OWN);
export const fileRequest = (
  client: Client,
  body: { organisation: string | null; kind: RequestKind; words: string },
): Promise<DataRequest> => client.post(OWN, body);
export const withdrawRequest = (client: Client, id: string): Promise<DataRequest> =>
  client.post(`${OWN}/${id}/withdraw`);
export const requestsTo = (client: Client, id: string): Promise<DataRequest[]> =>
  client.get(`${RECORDS}/${id}/requests`);
export const stepRequest = (
  client: Client,
  id: string,
  request: string,
  body: { kind: string; words: string },
): Promise<DataRequest> => client.post(`${RECORDS}/${id}/requests/${request}/steps`, body);

export const listBreaches = (client: Client, id: string): Promise<Breach[]> =>
  client.get(`${RECORDS}/${id}/breaches`);
export const openBreach = (client: Client, id: string, body: object): Promise<Breach> =>
  client.post(`${RECORDS}/${id}/breaches`, body);
export const enterBreach = (
  client: Client,
  id: string,
  breach: string,
  body: { kind: string; words: string },
): Promise<Breach> => client.post(`${RECORDS}/${id}/breaches/${breach}/entries`, body);
export const countAffected = (client: Client, id: string, breach: string): Promise<NoisyCount> =>
  client.post(`${RECORDS}/${id}/breaches/${breach}/count`);
export const listNotices = (client: Client): Promise<BreachNotice[]> =>
  client.get('/api/privacy/v1/breach-notices');
