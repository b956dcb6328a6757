import { queryOptions } from '@tanstack/react-query';
import { listSets } from '../api/attribute-sets.ts';
import type { Client } from '../api/client.ts';
import { attributeVocabulary, listAttributes } from '../api/privacy.ts';

export const attributesQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'attributes'], queryFn: () => listAttributes(client) });

export const setsQuery = (client: Client) =>
  queryOptions({ queryKey: [client.persona, 'sets'], queryFn: () => listSets(client) });

/** The kinds of attributes and the precisions of each, from exact to coarse. */
export const vocabularyQuery = (client: Client) =>
  queryOptions({
    queryKey: [client.persona, 'vocabulary'],
    queryFn: () => attributeVocabulary(client),
    staleTime: Number.POSITIVE_INFINITY,
  });
