import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import type { StandingRequest } from '../connections/list-requests.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { standsForAsked } from '../connections/request-life.ts';
import { refuseRequest } from '../connections/requests.ts';
import { administered } from './change.ts';
import { admit } from './join.ts';

const bySuspended = (viewer: Viewer, at: Instant) => sql`exists (
  select 1 from community.suspension s where s.network_id = ${viewer.network} and s.actor_id = r.from_id
    and s.valid_from <= ${instantValue(at)} and s.valid_until > ${instantValue(at)})`;

/** Who asks to join, newest first, for an administrator of the space. */
export async function listJoinRequests(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  page: ListPage,
  at: Instant,
): Promise<Result<StandingRequest[]>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  const { rows } = await sql<StandingRequest>`
    select r.id, r.kind, r.from_id as from, r.to_id as to, r.created_at as "createdAt",
      null as answer, '{}'::text[] as "introducedBy"
    from community.tie_request r where r.network_id = ${viewer.network} and r.to_id = ${id} and r.kind = 'join'
      and ${standsForAsked('r', at)} and not ${bySuspended(viewer, at)} and ${pageClause('r.id', page)}`.execute(
    deps.store.community,
  );
  return ok(turned(rows, page));
}

/** An administrator lets somebody in, or doesn't: then nobody is told, and the request stands until it lapses. */
export async function answerJoinRequest(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ActorId,
  persona: ActorId,
  answer: 'approve' | 'refuse',
  at: Instant,
): Promise<Result<null>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  const { network } = viewer;
  return deps.store.community.transaction().execute(async (trx) => {
    const { blocked } = await lockPair(trx, network, persona, id, at);
    const { rows } = await sql`select 1 from community.tie_request r where r.network_id = ${network}
      and r.from_id = ${persona} and r.to_id = ${id} and r.kind = 'join' and ${standsForAsked('r', at)}
      and not ${bySuspended(viewer, at)}`.execute(trx);
    if (blocked || rows.length === 0) return absent;
    if (answer === 'approve') await admit(trx, deps, network, id, persona, 'let-in', at);
    else await refuseRequest(trx, { network, from: persona, to: id, kind: 'join' }, at);
    return ok(null);
  });
}
