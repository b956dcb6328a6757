import { z } from 'zod';
import type { StandingRequest } from '../community/connections/list-requests.ts';
import { accountSchema, presentAccounts } from '../present/account.ts';
import type { Instant } from '../privacy/words.ts';
import type { Deps } from '../store/deps.ts';
import type { Viewer } from '../store/viewer.ts';

export const requestJson = z.object({
  id: z.string(),
  kind: z.enum(['follow', 'connect', 'join']),
  from: accountSchema,
  to: accountSchema,
  created_at: z.string(),
});

/** Requests with the accounts at both ends. */
export async function presentRequests(
  deps: Deps,
  viewer: Viewer,
  requests: readonly StandingRequest[],
  at: Instant,
): Promise<z.output<typeof requestJson>[]> {
  const accounts = await presentAccounts(
    deps,
    viewer,
    requests.flatMap(({ from, to }) => [from, to]),
    at,
  );
  return requests.flatMap(({ id, kind, from, to, createdAt }) => {
    const [asking, asked] = [accounts.get(from), accounts.get(to)];
    if (asking === undefined || asked === undefined) return [];
    return [{ id, kind, from: asking, to: asked, created_at: new Date(createdAt).toISOString() }];
  });
}
