import { sql } from 'kysely';
import type { ActorId, Instant, NetworkId } from '../../privacy/words.ts';
import { timestamp } from '../../store/time.ts';
import type { Sql } from '../../store/visibility/clauses.ts';

/** Whose decisions, and when they were made. */
export interface DecidedAt {
  readonly network: NetworkId;
  readonly owner: ActorId;
  readonly times: readonly Instant[];
}

/**
 * The grants by which decisions are known, as rows of `community.grant g`, with `decided_at` and whether the decision
 * `ended` the grant or gave it.
 */
export const grantsOfDecisions = ({ network, owner, times }: DecidedAt): Sql<unknown> => {
  const at = sql`any(${times.map(timestamp)}::timestamptz[])`;
  const mine = sql`g.network_id = ${network} and g.owner_id = ${owner}::uuid`;
  return sql`(
    select g.*, g.valid_from as decided_at, false as ended from community."grant" g
      where ${mine} and g.valid_from = ${at} and g.valid_until > g.valid_from
    union all select g.*, g.valid_until, true from community."grant" g
      where ${mine} and g.would_end is not null and g.valid_until = ${at} and g.valid_until > g.valid_from)`;
};

/** The grants that decisions carried forward, as rows of the same form; they neither ended nor gave them. */
export const renewalsOfDecisions = ({ network, owner, times }: DecidedAt): Sql<unknown> => sql`(
  select g.*, r.renewed_at as decided_at, null::boolean as ended from community.renewal r
  join community."grant" g on g.network_id = ${network} and g.owner_id = r.owner_id and g.id = r.grant_id
  where r.network_id = ${network} and r.owner_id = ${owner}::uuid
    and r.renewed_at = any(${times.map(timestamp)}::timestamptz[]))`;
