import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import {
  listHouses,
  listMatters,
  listPoliciesInForce,
  listPolicyChanges,
  listSignOffRules,
  readMatter,
} from '../api/sign-off.ts';

export const policiesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'policies'], queryFn: () => listPoliciesInForce(client) });

export const changesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'policy-changes'], queryFn: () => listPolicyChanges(client) });

export const housesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'houses'], queryFn: () => listHouses(client) });

export const mattersQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'matters', organisation],
    queryFn: () => listMatters(client, organisation),
  });

export const matterQuery = (client: Client, organisation: string, matter: string) =>
  queryOptions({
    queryKey: [client.persona, 'matters', organisation, matter],
    queryFn: () => readMatter(client, organisation, matter),
  });

export const rulesQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'sign-off-rules', organisation],
    queryFn: () => listSignOffRules(client, organisation),
  });
