import { sql } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { circleKey } from '../../privacy/audience.ts';
import type { ActorId, CircleId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { runPlanned } from '../../store/prepared.ts';
import { tie, untie } from '../../store/ties.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { loadAcquaintances } from '../actors/acquaintances.ts';
import { actingMember } from '../actors/acting.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { metFilter } from '../actors/met-filter.ts';
import { holdCircle, showCircle } from './circle.ts';

/** Who is in one of the viewer's own circles, of those whom the viewer meets. */
export async function listCircleMembers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: CircleId,
  page: ListPage,
  at: Instant,
): Promise<Result<ActorId[]>> {
  const circle = await showCircle(deps, viewer, id, at);
  if (!circle.ok) return circle;
  const now = instantValue(at);
  const listing = sql<{ id: ActorId }>`
    select a.id from community.tie t join community.actor a on a.network_id = t.network_id and a.id = t.member_id
    where t.network_id = ${viewer.network} and t.set_key = ${circleKey(id)}
      and t.valid_from <= ${now} and t.valid_until > ${now} and ${metFilter(viewer, 'a', at)}
      and ${pageClause('a.id', page)}`;
  const rows = await runPlanned(deps.store.community, listing);
  return ok(turned(rows, page).map((row) => row.id));
}

/** Whoever isn't there, and whoever isn't there for the owner, are the same. */
const unknownMember = refuse({
  kind: 'invalid',
  field: 'personas',
  says: 'name only people whom you can see; one of these is not there for you',
});

/** Puts people whom the owner can see into a circle; all or none. They aren't told. */
export async function addCircleMembers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: CircleId,
  personas: readonly ActorId[],
  at: Instant,
): Promise<Result<null>> {
  const me = actingMember(viewer, at);
  if (!me.ok) return me;
  const circle = await showCircle(deps, viewer, id, at);
  if (!circle.ok) return circle;
  const known = await loadAcquaintances(deps, viewer, personas, at);
  const people = personas.map((persona) => known.get(persona));
  if (people.some((one) => one?.met !== true || one.kind === 'group')) return unknownMember;
  if (personas.includes(me.value)) {
    return refuse({ kind: 'invalid', field: 'personas', says: 'you see what is yours anyway; name others' });
  }
  return deps.store.community.transaction().execute(async (trx) => {
    if (!(await holdCircle(trx, viewer, me.value, id))) return absent;
    await tie(trx, viewer.network, circleKey(id), personas, at);
    return ok(null);
  });
}

/** Takes somebody out of a circle. Whether they were in it isn't told, nor are they. */
export async function removeCircleMember(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: CircleId,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const circle = await showCircle(deps, viewer, id, at);
  if (!circle.ok) return circle;
  await untie(deps.store.community, viewer.network, circleKey(id), [persona], at);
  return ok(null);
}
