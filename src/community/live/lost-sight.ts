import { sql } from 'kysely';
import { decide, toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { loadAudienceOf } from '../../store/audience-facts.ts';
import type { Deps } from '../../store/deps.ts';
import { grantsOfDecisions } from '../decisions/grants-of-decisions.ts';
import { alsoDeletedById } from '../posts/post-source.ts';

/** Posts that are decided about at once. */
const CHUNK = 200;

/**
 * Which posts each of many viewers could see right before a change, and can't any longer: the things themselves, and
 * what answers or repeats them, or hangs on a resource in one of them.
 * @param things posts, or resources
 * @param change when it was narrowed or deleted: what a fact says of the instant before still stands
 * @param at now
 */
export async function lostSightOf(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  things: readonly ObjectId[],
  viewers: ReadonlySet<ActorId | null>,
  change: Instant,
  at: Instant,
): Promise<Map<ActorId | null, ObjectId[]>> {
  const actors = [...viewers].filter((viewer) => viewer !== null);
  const along = await postsAlong({ store }, network, things);
  const lost = new Map<ActorId | null, ObjectId[]>();
  for (let from = 0; from < along.length; from += CHUNK) {
    const chunk = new Map(along.slice(from, from + CHUNK).map(({ id, deleted }) => [id, deleted]));
    const source = { kind: 'post', rows: alsoDeletedById([...chunk.keys()]) } as const;
    const onlookers = await loadAudienceOf(store, network, source, actors, at);
    for (const viewer of viewers) {
      const ids = (onlookers.get(viewer)?.candidates ?? []).flatMap(({ id, facts }) => {
        const sees = chunk.get(id) === false && decide(toRead(at), facts).allowed;
        return !sees && decide(toRead(change - 1), facts).allowed ? [id] : [];
      });
      if (ids.length > 0) lost.set(viewer, [...(lost.get(viewer) ?? []), ...ids]);
    }
  }
  return lost;
}

/**
 * Posts, and what answers or repeats them, or a resource, or whatever lies in a folder, by id. All of them: were there a limit, those that a viewer can't see would
 * crowd out others, and show by it.
 */
async function postsAlong(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  things: readonly ObjectId[],
): Promise<{ id: ObjectId; deleted: boolean }[]> {
  const { rows } = await sql<{ id: ObjectId; deleted: boolean }>`
    with recursive along (id) as (
      (select unnest(${[...things]}::uuid[])
      union all
      select r.id from community.resource r
        where r.network_id = ${network}::uuid and r.within && ${[...things]}::uuid[])
      union
      select f.id from along join community.post f on f.network_id = ${network}::uuid
        and (f.reply_to = along.id or f.boost_of = along.id))
    select p.id, p.deleted_at is not null as deleted from community.post p
    where p.network_id = ${network} and p.id in (select id from along) order by p.id`.execute(
    store.community,
  );
  return rows;
}

/** The posts and resources whose grants a decision ended. */
export async function thingsOfDecision(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  owner: ActorId,
  decided: Instant,
): Promise<ObjectId[]> {
  const grants = grantsOfDecisions({ network, owner, times: [decided] });
  const { rows } = await sql<{ id: ObjectId }>`select distinct g.object_id as id from ${grants} g
    where g.ended and g.object_kind in ('post', 'resource')`.execute(store.community);
  return rows.map(({ id }) => id);
}
