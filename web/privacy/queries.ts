import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  listContactRequests,
  listContactRules,
  listProcessingRules,
  readConnectionRules,
} from '../api/controls.ts';
import { listGrants, readLockdown, readPresence } from '../api/privacy.ts';

export const presenceQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'presence'], queryFn: () => readPresence(client) });

export const lockdownQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'lockdown'], queryFn: () => readLockdown(client) });

export const grantsQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'grants'], queryFn: () => listGrants(client) });

export const connectionRulesQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'connection-rules'],
    queryFn: () => readConnectionRules(client),
  });

export const contactRulesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'contact-rules'], queryFn: () => listContactRules(client) });

export const contactRequestsQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'requests', 'contact'],
    queryFn: () => listContactRequests(client),
  });

export const processingRulesQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'processing-rules'],
    queryFn: () => listProcessingRules(client),
  });
