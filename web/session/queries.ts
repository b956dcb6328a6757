import { queryOptions } from '@tanstack/react-query';
import { ApiError } from '../api/http.ts';
import { isServerEmpty, listPersonas, readSession } from '../api/session.ts';

export const sessionKey = ['session'] as const;

/** The session, or null for who isn't signed in. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async () => {
    try {
      return await readSession();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Whether nobody has an account here yet. */
export const emptyQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: isServerEmpty,
  staleTime: 60_000,
});

/** All of the account's personas. */
export const personasQuery = queryOptions({
  queryKey: ['personas'],
  queryFn: listPersonas,
  staleTime: 60_000,
});
