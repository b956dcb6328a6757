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

/** Who answers for an organisation's processing; empty is none. */
export interface Controller {
  controller: string;
  joint: string;
  representative: string;
  dpo: string;
}

export interface ProcessingRecord extends Head {
  generated_at: string;
  controller: Controller | null;
  activities: (Activity & { subjects: string; data: string; recipients: string; kept: string })[];
  recipients_besides: string;
  transfers: string;
  measures: string[];
  policies: { id: string; since: string; actions: string[] | null; purposes: string[] | null }[];
}

/** A record as it stood when it was saved. */
export interface SavedRecord {
  id: string;
  title: string;
  hash: string;
  saved_at: string;
}

/** A seat that an organisation has, or had. */
export interface KeptSeat {
  id: string;
  kind: 'function' | 'discipline';
  name: string;
  number: number;
  since: string;
  until: string | null;
}

export interface ProcessingNotice extends Head {
  controller: Controller | null;
  with_mine: {
    function: string | null;
    purpose: string;
    deed: string;
    times: number;
    last_at: string;
    kept: string;
  }[];
  lists_brought: { times: number; last_at: string | null };
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
    extended: number;
    open: number;
    overdue: number;
    in_time: number;
    median_days: number | null;
    longest_days: number | null;
  };
  own_grants: { purpose: string; given: number; ended: number }[];
  learnt: {
    function: string | null;
    purpose: string | null;
    what: string;
    count: number | null;
    fewer_than: number | null;
    interval: { from: number; to: number } | null;
    asked_at: string;
  }[];
  sign_offs: {
    kind: string;
    submitted: number;
    signed: number;
    refused: number;
    activated: number;
    retired: number;
  }[];
  epsilon_spent: string;
  clauses: { begun: number; ended: number };
  policies: {
    id: string;
    title: string;
    version: number;
    scope: 'organisation' | 'network';
    since: string;
  }[];
  breaches: { opened: number; reported: number; reported_in_time: number; told: number };
}

export interface Budget {
  quarter: string;
  renews_at: string;
  epsilon_spent: string;
  epsilon_most: string;
  epsilon_of_count: string;
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
  /** Which seat it is with; for who answers alone. */
  assigned?: { id: string; name: string; number: number } | null;
  kind: RequestKind;
  words: string;
  asked_at: string;
  due_at: string;
  overdue: boolean;
  status: 'open' | 'answered' | 'refused' | 'withdrawn';
  steps: { kind: string; words: string; at: string }[];
}

/** Which uses of members' data a breach is about; any fits an empty list. */
export interface BreachScope {
  from: string;
  until: string;
  functions: string[];
  purposes: string[];
  kinds: string[];
  seats: string[];
}

export interface Breach extends BreachScope {
  id: string;
  title: string;
  known_at: string;
  report_by: string;
  reported: boolean;
  overdue: boolean;
  entries: { kind: string; words: string; advice: string | null; scope: BreachScope | null; at: string }[];
}

/** What is entered into the notebook. */
export type NewEntry =
  | { kind: 'note' | 'reported' | 'closed'; words: string }
  | { kind: 'told'; words: string; advice: string }
  | { kind: 'changed'; words: string; scope: BreachScope };

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
  advice: string;
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
export const reportTable = (
  client: Client,
  id: string,
  period: string,
  beside: string | null,
): Promise<string> =>
  table(client, `${id}/reports/${period}/csv${beside === null ? '' : `?beside=${beside}`}`);

export const listKeptSeats = (client: Client, id: string): Promise<KeptSeat[]> =>
  client.get(`${RECORDS}/${id}/seats`);
export const sayController = (client: Client, id: string, said: Controller): Promise<Controller> =>
  client.put(`${RECORDS}/${id}/controller`, said);
export const listSavedRecords = (client: Client, id: string): Promise<SavedRecord[]> =>
  client.get(`${RECORDS}/${id}/saved`);
export const saveRecord = (client: Client, id: string, title: string): Promise<SavedRecord> =>
  client.post(`${RECORDS}/${id}/saved`, { title });
export const readSavedRecord = (
  client: Client,
  id: string,
  saved: string,
): Promise<SavedRecord & { record: ProcessingRecord }> => client.get(`${RECORDS}/${id}/saved/${saved}`);

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
export const assignRequest = (
  client: Client,
  id: string,
  request: string,
  seat: string | null,
): Promise<DataRequest> => client.put(`${RECORDS}/${id}/requests/${request}/assigned`, { seat });

export const listBreaches = (client: Client, id: string): Promise<Breach[]> =>
  client.get(`${RECORDS}/${id}/breaches`);
export const openBreach = (
  client: Client,
  id: string,
  body: BreachScope & { title: string; known_at: string },
): Promise<Breach> => client.post(`${RECORDS}/${id}/breaches`, body);
export const enterBreach = (client: Client, id: string, breach: string, body: NewEntry): Promise<Breach> =>
  client.post(`${RECORDS}/${id}/breaches/${breach}/entries`, body);
export const countAffected = (client: Client, id: string, breach: string): Promise<NoisyCount> =>
  client.post(`${RECORDS}/${id}/breaches/${breach}/count`);
export const listNotices = (client: Client): Promise<BreachNotice[]> =>
  client.get('/api/privacy/v1/breach-notices');
