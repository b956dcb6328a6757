import { sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import type { ResolvedBy } from '../../privacy/leaving.ts';
import type { ActorId, BusinessFunction, Instant, ResolutionAttemptId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { seatedIn } from '../../store/seated.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Outcome } from './attempt.ts';

/** That a list was brought, however it ended: its organisation's own deed. */
export interface Attempt {
  readonly id: ResolutionAttemptId;
  readonly function: BusinessFunction;
  readonly individually: boolean;
  readonly by: readonly ResolvedBy[];
  readonly rows: number;
  /** Null where it broke off. */
  readonly outcome: Outcome | null;
  readonly at: Instant;
}

const SHOWN = 100;

/** An organisation's latest attempts, newest first, for whoever holds a seat in it. */
export async function listAttempts(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly Attempt[]>> {
  const seated = await seatedIn(deps.store.community, viewer, organisation, at);
  if (!seated.ok) return seated;
  const { rows } = await sql<Attempt>`
    select r.id, r.function, r.individually, r.by, r.rows, r.outcome, r.attempted_at as at
    from community.resolution_attempt r
    where r.network_id = ${viewer.network} and r.organisation_id = ${organisation}
    order by r.attempted_at desc, r.id desc limit ${SHOWN}`.execute(deps.store.community);
  return ok(rows);
}
