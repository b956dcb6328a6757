import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  listBreaches,
  listKept,
  listKeptSeats,
  listNotices,
  listSavedRecords,
  ownRequests,
  readBudget,
  readNotice,
  readRecord,
  readReport,
  readSavedRecord,
  requestsTo,
} from '../api/records.ts';

export const keptQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'kept'], queryFn: () => listKept(client) });
export const recordQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'record', id], queryFn: () => readRecord(client, id) });
export const keptSeatsQuery = (client: Client, id: string) =>
  queryOptions({ queryKey: [client.persona, 'kept-seats', id], queryFn: () => listKeptSeats(client, id) });
export const savedRecordsQuery = (client: Client, id: string) =>
  queryOptions({
    queryKey: [client.persona, 'saved-records', id],
    queryFn: () => listSavedRecords(client, id),
  });
export const savedRecordQuery = (client: Client, id: string, saved: string) =>
  queryOptions({
    queryKey: [client.persona, 'saved-record', id, saved],
    queryFn: () => readSavedRecord(client, id, saved),
  });
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
