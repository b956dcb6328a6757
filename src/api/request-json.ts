import { z } from 'zod';
import { seenActors } from '../community/actors/seen-actors.ts';
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
  answer: z.string().nullable(),
  introduced_by: z.array(accountSchema),
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
    requests.flatMap(({ from, to, introducedBy }) => [from, to, ...introducedBy]),
    at,
  );
  const seen = await seenActors(
    deps,
    viewer,
    requests.flatMap(({ introducedBy }) => introducedBy),
    at,
  );
  return requests.flatMap(({ id, kind, from, to, createdAt, answer, introducedBy }) => {
    const [asking, asked] = [accounts.get(from), accounts.get(to)];
    if (asking === undefined || asked === undefined) return [];
    return [
      {
        id,
        kind,
        from: asking,
        to: asked,
        created_at: new Date(createdAt).toISOString(),
        answer,
        introduced_by: introducedBy.flatMap((one) => (seen.has(one) ? (accounts.get(one) ?? []) : [])),
      },
    ];
  });
}
