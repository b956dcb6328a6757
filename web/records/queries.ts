import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  listBreaches,
  listKept,
  listNotices,
  ownRequests,
  readBudget,
  readNotice,
  readRecord,
  readReport,
  requestsTo,
} from '../api/records.ts';

export const keptQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'kept'], queryFn: () => listKept(client) });
export const recordQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'record', id], queryFn: () => readRecord(client, id) });
export const noticeQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'notice', id], queryFn: () => readNotice(client, id) });
export const reportQuery = (client: Client, id: string, period: string) =>
  queryOptions({
    queryKey: [client.persona, 'report', id, period],
    queryFn: () => readReport(client, id, period),
  });
export const budgetQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'budget', id], queryFn: () => readBudget(client, id) });
export const ownRequestsQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'data-requests'], queryFn: () => ownRequests(client) });
export const requestsToQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'requests-to', id], queryFn: () => requestsTo(client, id) });
export const breachesQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'breaches', id], queryFn: () => listBreaches(client, id) });
export const noticesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'breach-notices'], queryFn: () => listNotices(client) });
