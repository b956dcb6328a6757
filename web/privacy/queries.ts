import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  listContactRequests,
  listContactRules,
  listProcessingRules,
  readConnectionRules,
  readContactCaps,
} from '../api/controls.ts';
import { listBulkChanges, listDecisions, readExposure } from '../api/decisions.ts';
import { listBadges, readHandle } from '../api/identity.ts';
import { listGrants, readLockdown, readPresence } from '../api/privacy.ts';

export const presenceQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'presence'], queryFn: () => readPresence(client) });

export const handleQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'handle'], queryFn: () => readHandle(client) });

export const badgesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'badges'], queryFn: () => listBadges(client) });
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

export const decisionsQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'decisions'], queryFn: () => listDecisions(client) });

export const exposureQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'exposure'], queryFn: () => readExposure(client) });

export const bulkChangesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'bulk-changes'], queryFn: () => listBulkChanges(client) });

export const contactCapsQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'contact-caps'], queryFn: () => readContactCaps(client) });
