import { type RawBuilder, sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { connectionsKey, followersKey } from '../../privacy/audience.ts';
import { decide, toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import { runPlanned } from '../../store/prepared.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { keepsViewerOut } from '../lockdown/keeps-out.ts';
import { isThere } from './acquaintances.ts';
import { type ListPage, pageClause, turned } from './list-page.ts';

export type TiesList = 'followers' | 'following' | 'connections';

/**
 * Whom an actor follows, is followed by, or is connected with, as far as the viewer may see: an edge is seen by its two
 * ends, and by whoever may see the ties of both and meet the other end.
 */
export async function listTies(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: ActorId,
  list: TiesList,
  page: ListPage,
  at: Instant,
): Promise<Result<ActorId[]>> {
  if (!(await isThere(deps, viewer, of, at))) return absent;
  const open = await seesTiesOf(deps, viewer, of, at);
  const listing = sql<{ id: ActorId }>`
    select e.id from ${edges(viewer, of, list, open, at)} where ${pageClause('e.id', page)}`;
  const rows = await runPlanned(deps.store.community, listing);
  return ok(turned(rows, page).map(({ id }) => id));
}

/** How many of each list the viewer may see. That the viewer has met the actor is the caller's to have established. */
export async function countTies(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: ActorId,
  at: Instant,
): Promise<{ followers: number; following: number }> {
  const open = await seesTiesOf(deps, viewer, of, at);
  const counting = sql<{ followers: number; following: number }>`select
    (select count(*) from ${edges(viewer, of, 'followers', open, at)}) as followers,
    (select count(*) from ${edges(viewer, of, 'following', open, at)}) as following`;
  const rows = await runPlanned(deps.store.community, counting);
  return rows[0] ?? { followers: 0, following: 0 };
}

/** Whether the viewer may see the actor's ties, by the core. */
async function seesTiesOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  of: ActorId,
  at: Instant,
): Promise<boolean> {
  const rows = sql`select a.id, a.id as owner_id, 'public' as label, null::text as via
    from community.actor a where a.network_id = ${viewer.network} and a.id = ${of}`;
  const [candidate] = await loadCandidates(store, viewer, { kind: 'ties', rows }, at);
  return candidate !== undefined && decide(toRead(at), candidate.facts).allowed;
}

/** The other ends of the edges, as a table `e (id)`; those who are suspended, or keep the viewer out, are not there. */
function edges(viewer: Viewer, of: ActorId, list: TiesList, open: boolean, at: Instant): RawBuilder<unknown> {
  const { network, actor } = viewer;
  const now = instantValue(at);
  const live = sql`t.valid_from <= ${now} and t.valid_until > ${now}`;
  // The cast stands in a CASE, so that it isn't tried on keys of other kinds.
  const from =
    list === 'following'
      ? sql`select case when t.set_key like 'followers:%' then substr(t.set_key, 11)::uuid end as id
          from community.tie t where t.network_id = ${network} and t.member_id = ${of}
            and t.set_key like 'followers:%' and ${live}`
      : sql`select t.member_id as id from community.tie t where t.network_id = ${network}
          and t.set_key = ${list === 'followers' ? followersKey(of) : connectionsKey(of)} and ${live}`;
  return sql`(select o.id from (${from}) x join community.actor o on o.network_id = ${network} and o.id = x.id
    where ${seenEdge()} and not exists (select 1 from community.suspension s where s.network_id = ${network}
      and s.actor_id = o.id and s.valid_from <= ${now} and s.valid_until > ${now})
    and not ${keepsViewerOut(viewer, sql`o.id`, at)}) e`;

  function seenEdge(): RawBuilder<boolean> {
    if (actor?.id === of) return sql`true`;
    const own = sql<boolean>`o.id = ${actor?.id ?? null}::uuid`;
    if (!open) return own;
    return sql`(${own} or (${mayFilter(viewer, toRead(at), 'ties', 'o')}
      and ${mayFilter(viewer, toRead(at), 'presence', 'o')}))`;
  }
}
