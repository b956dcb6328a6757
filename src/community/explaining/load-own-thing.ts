import { sql } from 'kysely';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { loadCandidates } from '../../store/facts.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { GrantableKind } from '../grants/grantable.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';
import { RESOURCE_COLUMNS } from '../resources/resource-source.ts';
import { type OwnThing, ownThing } from './counted.ts';

/** Things of the viewer's own with the facts that decide about them; what is anybody else's is left out. */
export async function loadOwnThings(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  kind: GrantableKind,
  ids: readonly ObjectId[],
  at: Instant,
): Promise<OwnThing[]> {
  if (viewer.actor === null || ids.length === 0) return [];
  const { network, actor } = viewer;
  const rows = {
    post: sql`select ${POST_COLUMNS}, null::text as via from community.post p where p.network_id = ${network}
      and p.id = any(${[...ids]}::uuid[]) and p.author_id = ${actor.id} and p.deleted_at is null order by p.id desc`,
    // Also those that were deleted: of what was shown then, the grants are still there.
    attribute: sql`select distinct on (d.id) d.id, d.actor_id as owner_id, d.label, null::text as via from (
        select id, actor_id, label from community.disclosure
          where network_id = ${network} and id = any(${[...ids]}::uuid[]) and actor_id = ${actor.id}
        union all
        select id, actor_id, label from community.disclosure_past
          where network_id = ${network} and id = any(${[...ids]}::uuid[]) and actor_id = ${actor.id}
            and shown_from <= ${instantValue(at)} and shown_until > ${instantValue(at)}) d order by d.id`,
    resource: sql`select ${RESOURCE_COLUMNS} from community.resource r where r.network_id = ${network}
      and r.id = any(${[...ids]}::uuid[]) and r.owner_id = ${actor.id} and r.deleted_at is null order by r.id`,
    presence: actorRow(),
    attributes: actorRow(),
    posts: actorRow(),
    ties: actorRow(),
    staff: actorRow(),
  };
  const candidates = await loadCandidates(store, viewer, { kind, rows: rows[kind] }, at);
  return candidates.map(({ facts }) => ownThing(facts.object));

  function actorRow() {
    return sql`select a.id, a.id as owner_id, 'public' as label, null::text as via
      from community.actor a where a.network_id = ${network} and a.id = ${actor?.id ?? null}::uuid
        and a.id = any(${[...ids]}::uuid[])`;
  }
}

/** One thing of the viewer's own; null where there is none. */
export async function loadOwnThing(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  kind: GrantableKind,
  id: ObjectId,
  at: Instant,
): Promise<OwnThing | null> {
  const [thing] = await loadOwnThings(deps, viewer, kind, [id], at);
  return thing ?? null;
}
