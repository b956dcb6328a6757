import { sql } from 'kysely';
import { ok, type Result } from '../../core/result.ts';
import { KEEPS_RECORDS } from '../../privacy/expertise.ts';
import type { ActorId, BusinessFunction, Discipline, Instant, SeatId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { asExpert } from './expert.ts';

/** A seat that an organisation has or had, without who held it. */
export interface KeptSeat {
  readonly id: SeatId;
  readonly kind: 'function' | 'discipline';
  readonly name: BusinessFunction | Discipline;
  readonly number: number;
  readonly since: Instant;
  readonly until: Instant;
}

/** All seats that an organisation ever had, for those who keep its records. */
export async function keptSeats(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  organisation: ActorId,
  at: Instant,
): Promise<Result<readonly KeptSeat[]>> {
  const expert = await asExpert(deps, viewer, organisation, KEEPS_RECORDS, at);
  if (!expert.ok) return expert;
  const { rows } = await sql<KeptSeat>`
    select s.id, s.kind, s.name, s.number, s.valid_from as since, s.valid_until as until from community.seat s
    where s.network_id = ${viewer.network} and s.organisation_id = ${organisation}
    order by s.kind desc, s.name, s.number`.execute(deps.store.community);
  return ok(rows);
}
