import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import { connectionsKey } from '../../privacy/audience.ts';
import { toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { runPlanned } from '../../store/prepared.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { mayFilter } from '../../store/visibility/lists.ts';
import { isThere } from './acquaintances.ts';

/** Somebody whom the viewer may want to know. */
export interface Suggestion {
  readonly id: ActorId;
  /** Connections that the viewer may see the two have in common. */
  readonly common: number;
}

/**
 * Members who let themselves be suggested to the viewer, and aren't known to the viewer yet: those first with whom the
 * viewer has most connections in common, of those that the viewer may see anyway. Who was put aside stays away.
 */
export async function suggestActors(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  limit: number,
  at: Instant,
): Promise<Suggestion[]> {
  const { network, actor } = viewer;
  if (actor === null) return [];
  const now = instantValue(at);
  const live = (alias: string) =>
    sql`${sql.ref(`${alias}.valid_from`)} <= ${now} and ${sql.ref(`${alias}.valid_until`)} > ${now}`;
  const may = (action: 'suggest' | 'see', kind: 'presence' | 'ties', alias: string) =>
    mayFilter(viewer, action === 'see' ? toRead(at) : { action, purpose: 'reading', at }, kind, alias);
  const isTied = sql`exists (select 1 from community.tie t where t.network_id = ${network}
    and t.member_id = ${actor.id} and t.set_key in ('connections:' || a.id, 'followers:' || a.id) and ${live('t')})`;
  return runPlanned(
    store.community,
    sql<Suggestion>`
    with offered as materialized (
      select a.id from community.actor a where a.network_id = ${network} and a.kind = 'persona' and a.id <> ${actor.id}
        and ${may('suggest', 'presence', 'a')} and ${may('see', 'presence', 'a')} and not ${isTied}
        and not exists (select 1 from community.dismissed_suggestion d where d.network_id = ${network}
          and d.owner_id = ${actor.id} and d.dismissed_id = a.id)
        and not exists (select 1 from community.mute m where m.network_id = ${network} and m.owner_id = ${actor.id}
          and m.muted_id = a.id and m.valid_until > ${now})
        and not exists (select 1 from community.tie_request r where r.network_id = ${network}
          and r.from_id = ${actor.id} and r.to_id = a.id and r.withdrawn_at is null)
      limit ${MOST_OFFERED}),
    friend as materialized (
      select a.id from community.tie f join community.actor a on a.network_id = ${network} and a.id = f.member_id
      where f.network_id = ${network} and f.set_key = ${connectionsKey(actor.id)} and ${live('f')}
        and ${may('see', 'ties', 'a')}),
    common as (
      select a.id, count(*) as common from offered join community.actor a
        on a.network_id = ${network} and a.id = offered.id
      join community.tie t on t.network_id = ${network} and t.set_key = 'connections:' || a.id and ${live('t')}
      join friend on friend.id = t.member_id
      where ${may('see', 'ties', 'a')} group by a.id)
    select offered.id, coalesce(common.common, 0) as common from offered
    left join common on common.id = offered.id order by 2 desc, 1 desc limit ${limit}`,
  );
}

/** Members that are looked at, at most: a suggestion is no search. */
const MOST_OFFERED = 500;

/** Puts somebody aside: they aren't suggested to the viewer again. Absent where they aren't there for the viewer. */
export async function dismissSuggestion(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ActorId,
  at: Instant,
): Promise<Result<null>> {
  if (viewer.actor === null || !(await isThere(deps, viewer, id, at))) return absent;
  await deps.store.community
    .insertInto('community.dismissed_suggestion')
    .values({ network_id: viewer.network, owner_id: viewer.actor.id, dismissed_id: id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return ok(null);
}
