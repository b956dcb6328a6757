import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Client } from '../api/client.ts';
import { type CountQuestion, readUnseen } from '../api/insight.ts';

export const answersKey = (client: Client, organisation: string) => [client.persona, 'answers', organisation];
export const unseenKey = (client: Client, organisation: string) => [client.persona, 'unseen', organisation];

/** It counts nobody, so that one may look at it while one chooses. */
export const unseenQuery = (client: Client, organisation: string, asked: CountQuestion) =>
  queryOptions({
    queryKey: [...unseenKey(client, organisation), asked.function, asked.purpose, asked.what],
    queryFn: () => readUnseen(client, organisation, asked),
    placeholderData: keepPreviousData,
  });
