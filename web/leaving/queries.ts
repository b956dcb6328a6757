import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { listExports, listResolutions, listSynthetic, listTraining } from '../api/leaving.ts';

export const exportsQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'exports', organisation],
    queryFn: () => listExports(client, organisation),
  });

export const syntheticQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'synthetic', organisation],
    queryFn: () => listSynthetic(client, organisation),
  });

export const trainingQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'training', organisation],
    queryFn: () => listTraining(client, organisation),
  });

export const resolutionsQuery = (client: Client, organisation: string) =>
  queryOptions({
    queryKey: [client.persona, 'resolutions', organisation],
    queryFn: () => listResolutions(client, organisation),
  });
