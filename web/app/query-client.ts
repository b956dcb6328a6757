import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/http.ts';
import { sessionKey } from '../session/queries.ts';

/** What was asked is kept in memory alone, and a refusal is not asked again. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        // A token that can't be had any more: the session has ended elsewhere.
        if (error instanceof ApiError && error.status === 401 && query.queryKey[0] !== sessionKey[0]) {
          client.invalidateQueries({ queryKey: sessionKey });
        }
      },
    }),
    defaultOptions: {
      queries: {
        // What was withdrawn a moment ago must not be shown from memory: a screen asks anew whenever it is opened.
        staleTime: 0,
        gcTime: 5 * 60_000,
        retry: (failures, error) => !(error instanceof ApiError && error.status < 500) && failures < 2,
      },
    },
  });
  return client;
}
