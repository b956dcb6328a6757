import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Viewer } from '../../store/viewer.ts';
import { meet } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { staffOf } from '../organisations/seats.ts';
import { type Ending, setEnding } from './endings.ts';
import { lockPair } from './pair-lock.ts';

const NO_END: Ending = { endsAt: null, dormantMonths: null, leaving: null };

/** How the viewer's connection with somebody ends by the viewer's own wish; of the other's nothing is told. */
export async function readEnding(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  other: ActorId,
): Promise<Ending> {
  const { rows } = await sql<Ending>`
    select e.ends_at as "endsAt", e.dormant_months as "dormantMonths", e.leaving_id as leaving
    from community.connection_ending e where e.network_id = ${viewer.network}
      and e.owner_id = ${viewer.actor?.id ?? null}::uuid and e.other_id = ${other}`.execute(store.community);
  return rows[0] ?? NO_END;
}

/** Says how the viewer's connection with somebody ends; the other isn't told. Saying it again counts anew. */
export async function changeEnding(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  other: ActorId,
  ending: Ending,
  at: Instant,
): Promise<Result<Ending>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  if ((await meet(deps, viewer, other, at)) === null) return absent;
  if (ending.endsAt !== null && ending.endsAt <= at) {
    return refuse({ kind: 'invalid', field: 'ends_at', says: 'is in the past; end the connection instead' });
  }
  if (ending.leaving !== null) {
    const seats = await staffOf(deps, viewer, at);
    if (!seats.some(({ organisation }) => organisation === ending.leaving)) {
      return refuse({ kind: 'invalid', field: 'leaving', says: 'is no organisation on whose staff you are' });
    }
  }
  return deps.store.community.transaction().execute(async (trx): Promise<Result<Ending>> => {
    await lockPair(trx, viewer.network, me.value, other, at);
    // It may have ended meanwhile, also by the other's doing.
    if ((await meet(deps, viewer, other, at))?.connected !== true) {
      return refuse({ kind: 'invalid', says: 'You are not connected; only a connection can have an end.' });
    }
    await setEnding(trx, viewer.network, me.value, other, ending, at);
    return ok(ending);
  });
}
