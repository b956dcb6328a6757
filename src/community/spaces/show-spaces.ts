import { type RawBuilder, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Openness } from '../../store/schema.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { type ListPage, pageClause, turned } from '../actors/list-page.ts';
import { standsForAsker } from '../connections/request-life.ts';
import { mayListMembers } from './members.ts';
import { meetSpace } from './space-membership.ts';

export interface SpaceView {
  readonly id: ActorId;
  readonly handle: string;
  readonly title: string;
  readonly note: string;
  readonly openness: Openness;
  readonly joined: boolean;
  readonly requested: boolean;
  readonly administrator: boolean;
  /** Those whom the viewer may see; null where the list of members isn't theirs to see. */
  readonly membersCount: number | null;
}

type SpaceRow = Omit<SpaceView, 'membersCount'>;

/** The spaces that the viewer may find, newest first; with `joined`, those that they are in. */
export async function listSpaces(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { joined, ...page }: ListPage & { readonly joined: boolean },
  at: Instant,
): Promise<SpaceView[]> {
  const find = { action: 'find', purpose: 'reading', at } as const;
  const rows = await spaceRows(
    deps,
    viewer,
    sql`${mayFilter(viewer, toRead(at), 'presence', 'a')}
      and ${mayFilter(viewer, find, 'presence', 'a')}
      and ${joined ? isMember(viewer, at) : sql`true`} and ${pageClause('a.id', page)}`,
    at,
  );
  return turned(await withCounts(deps, viewer, rows, at), page);
}

/** One space; absent where the viewer may not meet it. */
export async function showSpace(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<SpaceView>> {
  if ((await meetSpace(deps, viewer, id, at)) === null) return absent;
  const rows = await spaceRows(deps, viewer, sql`a.id = ${id}`, at);
  const [space] = await withCounts(deps, viewer, rows, at);
  return space === undefined ? absent : ok(space);
}

const isMember = (viewer: Viewer, at: Instant): RawBuilder<boolean> => sql`exists (
  select 1 from community.tie t where t.network_id = ${viewer.network} and t.set_key = 'space:' || a.id
    and t.member_id = ${viewer.actor?.id ?? null}::uuid
    and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)})`;

async function spaceRows(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  which: RawBuilder<unknown>,
  at: Instant,
): Promise<SpaceRow[]> {
  const me = sql`${viewer.actor?.id ?? null}::uuid`;
  const { rows } = await sql<SpaceRow>`
    select a.id, a.handle, a.display_name as title, a.note, s.openness, ${isMember(viewer, at)} as joined,
      exists (select 1 from community.tie_request r where r.network_id = a.network_id and r.from_id = ${me}
        and r.to_id = a.id and r.kind = 'join' and ${standsForAsker('r', at)}) as requested,
      exists (select 1 from community.space_role o where o.network_id = a.network_id and o.space_id = a.id
        and o.actor_id = ${me}) as administrator
    from community.space s join community.actor a on a.network_id = s.network_id and a.id = s.actor_id
    where s.network_id = ${viewer.network} and s.ended_at is null and ${which}`.execute(store.community);
  return rows;
}

/** Counts the members whom the viewer may see: each member is decided once, whatever the spaces they are in. */
async function withCounts(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  spaces: readonly SpaceRow[],
  at: Instant,
): Promise<SpaceView[]> {
  const listable = [
    ...(await mayListMembers(
      deps,
      viewer,
      spaces.map(({ id }) => id),
      at,
    )),
  ];
  const counts = new Map<ActorId, number>();
  if (listable.length > 0) {
    const { rows } = await sql<{ id: ActorId; members: number }>`
      with live as materialized (
        select s.id as space, t.member_id from unnest(${listable}::uuid[]) as s (id)
        join community.tie t on t.network_id = ${viewer.network} and t.set_key = 'space:' || s.id
          and t.valid_from <= ${instantValue(at)} and t.valid_until > ${instantValue(at)}),
      seen as materialized (
        select m.id from community.actor m where m.network_id = ${viewer.network}
          and m.id in (select member_id from live)
          and ${mayFilter(viewer, toRead(at), 'presence', 'm')})
      select live.space as id, count(*) as members from live join seen on seen.id = live.member_id
      group by live.space`.execute(deps.store.community);
    for (const row of rows) counts.set(row.id, row.members);
  }
  return spaces.map((space) => ({
    ...space,
    membersCount: listable.includes(space.id) ? (counts.get(space.id) ?? 0) : null,
  }));
}
