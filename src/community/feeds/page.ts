import { sql } from 'kysely';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate, KeptRows } from '../../store/facts.ts';
import { type Stretch, visiblePage } from '../../store/pages.ts';
import { param } from '../../store/prepared.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { admittedAudiences, holdsSomeOf } from '../../store/visibility/lists.ts';
import { POST_COLUMNS } from '../posts/post-source.ts';

/** Which page of a feed: ids of posts, newest first. */
export interface FeedPage {
  readonly limit: number;
  readonly before: ObjectId | null;
  readonly since: ObjectId | null;
  readonly after: ObjectId | null;
}

/** Rows looked at for each one taken, of a list much of which may not be the viewer's; and in all, unless more are taken. */
const LOOKED_AT = 16;
const MOST_LOOKED_AT = 1000;

/** What a list is of: a condition on `community.post p`, written once, with its values as `param`s. */
export interface PostList {
  /** Tells the condition from every other. */
  readonly name: string;
  where(): Sql<boolean>;
  /** Whether how it is best read hangs on the values. */
  readonly skewed?: boolean;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A page of the posts of a list that the viewer may see, newest first. */
export function postsPage(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  page: FeedPage,
  { name, where, values, skewed = false }: PostList,
  at: Instant,
): Promise<Candidate[]> {
  return visiblePage(store, viewer, at, {
    ...page,
    kind: 'post',
    take: roundedUp(page.limit),
    sparse: true,
    rows: (stretch) =>
      stretchOf({ name, skewed, sparse: true }, stretch, { ...values, now: timestamp(at) }, () => ({
        from: sql`community.post p`,
        id: 'p.id',
        via: sql`null::text`,
        where: sql`p.network_id = ${param('network')}::uuid and ${where()}
          and ${stretch.narrowed ? maybeForViewer() : sql`true`}`,
      })),
  });
}

/** A few more, since one or the other may not be seen, and one of few numbers, so that few statements are kept. */
export const roundedUp = (limit: number): number => 24 * 2 ** Math.ceil(Math.log2(Math.max(limit, 20) / 20));

/** A list of posts as SQL. */
interface Listed {
  /** In which the post is `p`. */
  readonly from: Sql<unknown>;
  /** The column by which it is in order. */
  readonly id: string;
  readonly via: Sql<string | null>;
  readonly where: Sql<boolean>;
}

/**
 * A stretch of a list of posts, kept by its name and shape. Of a sparse list, unless it is narrowed, only the nearest
 * posts are looked at; where too few of them may be the viewer's, it is told whether the list ends there.
 * @param sparse then the list's `id` is of `p`, and its `via` of nothing
 */
export function stretchOf(
  { name, skewed = false, sparse = false }: Pick<PostList, 'name' | 'skewed'> & { readonly sparse?: boolean },
  stretch: Stretch,
  values: Readonly<Record<string, unknown>>,
  list: () => Listed,
): KeptRows {
  const { before, after, upward, take, narrowed } = stretch;
  const nearest = (most: number) => {
    const { from, id, where } = list();
    const column = sql.ref(id);
    const older = before === null ? sql`true` : sql`${column} < ${param('before')}::uuid`;
    const newer = after === null ? sql`true` : sql`${column} > ${param('after')}::uuid`;
    return sql`from ${from} where ${where} and p.deleted_at is null and ${older} and ${newer} ${order(most)}`;
  };
  const order = (most: number) =>
    sql`order by ${sql.ref(list().id)} ${upward ? sql`asc` : sql`desc`} limit ${sql.lit(most)}`;
  const isCut = sparse && !narrowed;
  const most = Math.max(take, Math.min(take * LOOKED_AT, MOST_LOOKED_AT));
  return {
    shape: `${name} ${before !== null} ${after !== null} ${upward} ${take} ${narrowed}`,
    values: { ...values, before, after },
    // How much a narrowed list leaves out hangs on the viewer.
    skewed: skewed || narrowed,
    ...(isCut ? { looked: { most, rows: lookedAt } } : {}),
    build() {
      const columns = sql`${POST_COLUMNS}, ${list().via} as via`;
      if (!isCut) return sql`select ${columns} ${nearest(take)}`;
      return sql`select ${columns}
        from (select p.id, p.author_id, p.within, p.facts, p.granted_keys ${nearest(most)}) p
        where p.author_id = ${param('viewer')}::uuid
          or ${holdsSomeOf(sql`p.granted_keys`, param('network'), param('viewer'))}
        ${order(take)}`;
    },
  };

  function lookedAt(): Sql<number | null> {
    return sql`case when (select count(*) from page) < ${sql.lit(take)}
      then (select count(*) from (select 1 ${nearest(most)}) looked) end`;
  }
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
const maybeForViewer = (): Sql<boolean> => sql`(p.author_id = ${param('viewer')}::uuid or exists (
  select 1 from community."grant" g where g.network_id = ${param('network')}::uuid and g.object_id = p.id
    and g.audience_id in ${admittedAudiences(param('network'), param('viewer'), sql`${param('now')}::timestamptz`)}))`;

/** Leaves out what the viewer muted: a wish of theirs, which decides nothing about who may see what. */
export function unmuted(): Sql<boolean> {
  const network = sql`${param('network')}::uuid`;
  const muted = sql`(select m.muted_id from community.mute m where m.network_id = ${network}
    and m.owner_id = ${param('viewer')}::uuid and m.valid_until > ${param('now')}::timestamptz)`;
  const original = sql`coalesce(
    (select o.author_id from community.post o where o.network_id = ${network} and o.id = p.boost_of),
    (select o.owner_id from community.resource o where o.network_id = ${network} and o.id = p.boost_of))`;
  return sql`(p.author_id <> all(array${muted}) and (p.boost_of is null or ${original} <> all(array${muted})))`;
}
