import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { NETWORK, spaceKey } from '../../privacy/audience.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { meet } from '../actors/acquaintances.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { lockPair } from '../connections/pair-lock.ts';
import { administered } from './change.ts';
import { admit } from './join.ts';
import { expel, lockSpace, nobodyLeft } from './leave.ts';
import { isOnlyAdministrator, meetSpace } from './space-membership.ts';

type Parts = Pick<Deps, 'store' | 'ids'>;

export interface SpaceMember {
  readonly id: ActorId;
  readonly administrator: boolean;
}

/** Whether the viewer may see who is in the space: a grant of the space's over its ties. */
export async function mayListMembers(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  spaces: readonly ActorId[],
  at: Instant,
): Promise<ReadonlySet<ActorId>> {
  const rows = sql`select a.id, a.id as owner_id, 'public' as label, null::text as via
    from community.actor a where a.network_id = ${viewer.network} and a.id = any(${[...spaces]}::uuid[])`;
  const candidates = await loadCandidates(store, viewer, { kind: 'ties', rows }, at);
  const open = candidates.filter(({ facts }) => decide(toRead(at), facts).allowed);
  return new Set(open.map(({ facts }) => facts.object.owner));
}

/** The members whom the viewer may see, newest id first; to whoever may see the list. */
export async function listMembers(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  page: ListPage,
  at: Instant,
): Promise<Result<SpaceMember[]>> {
  const space = await meetSpace(deps, viewer, id, at);
  if (space === null || !(await mayListMembers(deps, viewer, [id], at)).has(id)) return absent;
  const { rows } = await sql<SpaceMember>`
    select m.id, exists (select 1 from community.space_role r where r.network_id = m.network_id
      and r.space_id = ${id} and r.actor_id = m.id) as administrator
    from community.tie t join community.actor m on m.network_id = t.network_id and m.id = t.member_id
    where t.network_id = ${viewer.network} and t.set_key = ${spaceKey(id)}
      and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}
      and ${mayFilter(viewer, toRead(at), 'presence', 'm')}
      and ${pageClause('m.id', page)}`.execute(deps.store.community);
  return ok(turned(rows, page));
}

/** An administrator adds a member of the network whom they may see; whoever is added is told. */
export async function addMember(
  deps: Parts,
  viewer: Viewer,
  id: ActorId,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  const other = await meet(deps, viewer, persona, at);
  if (other === null || other.kind !== 'persona') return absent;
  const { network } = viewer;
  const { community } = deps.store;
  if (!(await isOnNetwork(deps, viewer, persona, at))) return absent;
  return community.transaction().execute(async (trx) => {
    if ((await lockPair(trx, network, persona, id, at)).blocked) return absent;
    if (!(await isIn(trx, viewer, persona, spaceKey(id), at))) {
      await admit(trx, deps, network, id, persona, 'let-in', at);
    }
    return ok(null);
  });
}

/** An administrator makes a member go. Whether there was such a member isn't told. */
export async function removeMember(
  deps: Parts,
  viewer: Viewer,
  id: ActorId,
  persona: ActorId,
  at: Instant,
): Promise<Result<null>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  return deps.store.community.transaction().execute(async (trx) => {
    await lockSpace(trx, viewer.network, id, at);
    if (await isOnlyAdministrator(trx, viewer, id, persona, at)) return nobodyLeft;
    await lockPair(trx, viewer.network, persona, id, at);
    await expel(trx, viewer.network, id, persona, at);
    return ok(null);
  });
}

/** Makes a member an administrator of the space, or an ordinary member again. */
export async function setAdministrator(
  deps: Parts,
  viewer: Viewer,
  id: ActorId,
  persona: ActorId,
  administrator: boolean,
  at: Instant,
): Promise<Result<null>> {
  const found = await administered(deps, viewer, id, at);
  if (!found.ok) return found;
  const { network } = viewer;
  if ((await meet(deps, viewer, persona, at)) === null) return absent;
  return deps.store.community.transaction().execute(async (trx) => {
    await lockSpace(trx, network, id, at);
    if (!(await isIn(trx, viewer, persona, spaceKey(id), at))) return absent;
    if (administrator) {
      await trx
        .insertInto('community.space_role')
        .values({ network_id: network, space_id: id, actor_id: persona, role: 'administrator' })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return ok(null);
    }
    if (await isOnlyAdministrator(trx, viewer, id, persona, at)) return nobodyLeft;
    await trx
      .deleteFrom('community.space_role')
      .where('network_id', '=', network)
      .where('space_id', '=', id)
      .where('actor_id', '=', persona)
      .execute();
    return ok(null);
  });
}

const isOnNetwork = ({ store }: Pick<Deps, 'store'>, viewer: Viewer, actor: ActorId, at: Instant) =>
  isIn(store.community, viewer, actor, NETWORK, at);

async function isIn(
  db: Deps['store']['community'],
  viewer: Viewer,
  actor: ActorId,
  key: string,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`select 1 from community.tie t where t.network_id = ${viewer.network}
    and t.member_id = ${actor} and t.set_key = ${key}
    and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}`.execute(db);
  return rows.length > 0;
}
