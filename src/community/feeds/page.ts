import { sql } from 'kysely';
import type { ActorId, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { type Stretch, visiblePage } from '../../store/pages.ts';
import { instantValue } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { admittedAudiences } from '../../store/visibility/lists.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';

/** Which page of a feed: ids of posts, newest first. */
export interface FeedPage {
  readonly limit: number;
  readonly before: ObjectId | null;
  readonly since: ObjectId | null;
  readonly after: ObjectId | null;
}

/** Rows read at first of a list of which not everything may be visible, for each one asked for. */
const TAKE = 2;

/**
 * A page of posts `p` of the network that the viewer may see, newest first.
 * @param where what the list is of, over `community.post p`
 */
export async function postsPage(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: FeedPage,
  where: Sql<boolean>,
  at: Instant,
): Promise<Candidate[]> {
  return visiblePage(store, viewer, at, {
    ...page,
    kind: 'post',
    take: page.limit * TAKE,
    rows: (stretch) => sql`
      select ${POST_COLUMNS}, null::text as via from community.post p
      where p.network_id = ${viewer.network} and p.deleted_at is null and ${where} and ${between('p.id', stretch)}
        and ${stretch.narrowed ? maybeFor(viewer, at) : sql`true`}
      ${inOrder('p.id', stretch)}`,
  });
}

/** The part of the list that the stretch is of. */
export function between(column: string, { before, after }: Stretch): Sql<boolean> {
  const id = sql.ref(column);
  const older = before === null ? sql`true` : sql`${id} < ${before}::uuid`;
  const newer = after === null ? sql`true` : sql`${id} > ${after}::uuid`;
  return sql`(${older} and ${newer})`;
}

/** Newest first; upwards from a given post, oldest first. */
export function inOrder(column: string, { upward, take }: Stretch): Sql<unknown> {
  return sql`order by ${sql.ref(column)} ${upward ? sql`asc` : sql`desc`} limit ${take}`;
}

/** Leaves out at once whatever no audience admits the viewer to: a superset of what they see. */
function maybeFor(viewer: Viewer, at: Instant): Sql<boolean> {
  const actor = viewer.actor?.id ?? null;
  return sql`(p.author_id = ${actor}::uuid or exists (
    select 1 from community."grant" g where g.network_id = ${viewer.network} and g.object_id = p.id
      and g.audience_id in ${admittedAudiences(viewer.network, actor, at)}))`;
}

/** Leaves out what the viewer muted: a wish of theirs, which decides nothing about who may see what. */
export function unmuted(viewer: Viewer, at: Instant): Sql<boolean> {
  if (viewer.actor === null) return sql`true`;
  const muted = mutedBy(viewer, viewer.actor.id, at);
  return sql`(p.author_id <> all(array${muted}) and (p.boost_of is null or not exists (
    select 1 from community.post o where o.network_id = ${viewer.network} and o.id = p.boost_of
      and o.author_id in ${muted})))`;
}

const mutedBy = ({ network }: Viewer, owner: ActorId, at: Instant): Sql<unknown> => sql`(
  select m.muted_id from community.mute m where m.network_id = ${network} and m.owner_id = ${owner}
    and m.valid_until > ${instantValue(at)})`;
