import { sql } from 'kysely';
import { decide, toRead } from '../../privacy/decide.ts';
import type { ActorId, Instant, NetworkId, ObjectId } from '../../privacy/words.ts';
import { loadAudienceOf } from '../../store/audience-facts.ts';
import type { Deps } from '../../store/deps.ts';
import { param } from '../../store/prepared.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';

/** Posts beside the changed one, answers and boosts of it, that are told of as well. */
const MOST_ALONG = 20;

/**
 * Which posts each of many viewers could see right before a change, and can't any longer: the post itself, and what
 * answers or repeats it.
 * @param change when it was narrowed or deleted: what a fact says of the instant before still stands
 * @param at now
 */
export async function lostSightOf(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  post: ObjectId,
  viewers: ReadonlySet<ActorId | null>,
  change: Instant,
  at: Instant,
): Promise<Map<ActorId | null, ObjectId[]>> {
  const actors = [...viewers].filter((viewer) => viewer !== null);
  const gone = new Set(await deletedAmong({ store }, network, post));
  const rows = {
    shape: 'along',
    values: { post },
    build: () => alongWith(param('network'), param('post')),
  };
  const source = { kind: 'post', rows } as const;
  const onlookers = await loadAudienceOf(store, network, source, actors, at);
  const lost = new Map<ActorId | null, ObjectId[]>();
  for (const viewer of viewers) {
    const ids = (onlookers.get(viewer)?.candidates ?? []).flatMap(({ id, facts }) => {
      const sees = !gone.has(id) && decide(toRead(at), facts).allowed;
      return !sees && decide(toRead(change - 1), facts).allowed ? [id] : [];
    });
    if (ids.length > 0) lost.set(viewer, ids);
  }
  return lost;
}

async function deletedAmong(
  { store }: Pick<Deps, 'store'>,
  network: NetworkId,
  post: ObjectId,
): Promise<ObjectId[]> {
  const { rows } = await sql<{ id: ObjectId }>`
    select p.id from community.post p where p.network_id = ${network} and p.deleted_at is not null
      and p.id in (select id from (${alongWith(sql`${network}`, sql`${post}`)}) along)`.execute(
    store.community,
  );
  return rows.map(({ id }) => id);
}

const alongWith = (network: Sql<unknown>, post: Sql<unknown>): Sql<unknown> => sql`
  with recursive along (id, depth) as (
    select ${post}::uuid, 0
    union all
    select f.id, along.depth + 1 from along join community.post f on f.network_id = ${network}::uuid
      and (f.reply_to = along.id or f.boost_of = along.id) and along.depth < 10)
  select ${POST_COLUMNS}, null::text as via from (
    select id from along order by depth, id limit ${sql.lit(MOST_ALONG + 1)}) a
  join community.post p on p.network_id = ${network}::uuid and p.id = a.id`;
