import { sql } from 'kysely';

/**
 * Whether a grant `g` was ended by its owner before its time. What nobody carried forward by the date of its review has ended
 * early as well, and by itself (ADR 28).
 */
export const ENDED_EARLY = sql<boolean>`(g.would_end is not null and not exists (
  select 1 from community.decision n where n.network_id = g.network_id and n.owner_id = g.owner_id
    and n.kind = 'not-renewed' and n.decided_at = g.valid_until))`;
