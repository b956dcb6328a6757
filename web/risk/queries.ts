import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { readRisk, readRisks } from '../api/risks.ts';

export const risksQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'risks', organisation],
    queryFn: () => readRisks(client, organisation),
  });

export const riskQuery = (client: Client, organisation: string, risk: string) =>
  queryOptions({
    queryKey: [client.persona, 'risks', organisation, risk],
    queryFn: () => readRisk(client, organisation, risk),
  });
