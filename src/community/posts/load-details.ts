import { sql } from 'kysely';
import type { ActorId, Instant, Label, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Store } from '../../store/database.ts';
import {
  extraRow,
  type FactRow,
  factRows,
  type KnownFacts,
  readFacts,
  tiesOfMany,
  tiesOfOne,
} from '../../store/facts-rows.ts';
import { param, template } from '../../store/prepared.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import type { Profile } from '../actors/load-profiles.ts';

/** Replies, boosts, and likes, that are looked at one by one for a page; where there are more they are counted apart. */
export const MOST_FOLLOW_UPS = 400;

/** A post as it is for everybody, with its author. */
export interface PostJson {
  readonly id: ObjectId;
  readonly author: Profile;
  readonly text: string | null;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly space: ActorId | null;
  readonly reply_to: ObjectId | null;
  readonly boost_of: ObjectId | null;
  readonly created_at: Instant;
  readonly edited_at: Instant | null;
}

/** A reply (`r`), boost (`b`) or like (`f`) of a post. */
export interface FollowUp {
  readonly of: ObjectId;
  readonly kind: 'r' | 'b' | 'f';
  /** Of the reply or boost; of whoever likes it, as whose presence a like is seen. */
  readonly id: ObjectId;
  readonly author: ActorId;
  readonly label: Label;
}

/** What is to be known of some posts to show them: the same for every viewer, and facts to decide by. */
export interface Details {
  readonly posts: readonly PostJson[];
  /** Mentioned actors and spaces. */
  readonly profiles: readonly Profile[];
  readonly followUps: readonly FollowUp[];
  readonly tags: readonly (readonly [post: string, tag: string])[];
  readonly mentions: readonly (readonly [post: string, actor: string])[];
  /** A viewer likes (`f`), has bookmarked (`b`) or boosted (`r`) the post. */
  readonly mine: readonly (readonly [viewer: string, kind: string, post: string])[];
  /** Facts about the follow-ups, and about the presence of those who like, those mentioned and the spaces. */
  readonly known: KnownFacts;
}

interface Extra {
  readonly posts: readonly (Omit<PostJson, 'author'> & AuthorJson)[] | null;
  readonly profiles: readonly Profile[] | null;
  readonly follow_ups: string | null;
  readonly tags: string | null;
  readonly mentions: string | null;
  readonly mine: string | null;
}

interface AuthorJson {
  readonly author_id: Profile['id'];
  readonly kind: Profile['kind'];
  readonly handle: string;
  readonly display_name: string;
  readonly note: string;
  readonly naming: Profile['naming'];
  readonly colour: number;
  readonly locked: boolean;
  readonly bot: boolean;
  readonly author_created_at: Instant;
  readonly slug: string;
}

/**
 * Everything that the presentation of posts needs, for one viewer or for many: one round trip. That the viewers see
 * the posts was decided before; what goes with them (replies and boosts to be counted, those mentioned, the spaces) is
 * decided by who puts it together.
 */
export async function loadDetails(
  store: Pick<Store, 'community'>,
  network: NetworkId,
  viewers: readonly ActorId[],
  posts: readonly ObjectId[],
): Promise<Details> {
  const [viewer, ...others] = viewers;
  const values = { network, posts: [...posts] };
  const rows =
    others.length === 0
      ? await detailsFor.one.run(store.community, { ...values, viewer: viewer ?? null })
      : await detailsFor.many.run(store.community, { ...values, viewers: [...viewers] });
  const extra = JSON.parse(rows.find(({ row }) => row === 'x')?.extra ?? '{}') as Extra;
  return {
    posts: (extra.posts ?? []).map(postOf),
    profiles: extra.profiles ?? [],
    followUps: lines(extra.follow_ups).map(
      ([of, kind, id, author, label]) => ({ of, kind, id, author, label }) as FollowUp,
    ),
    tags: lines(extra.tags) as unknown as Details['tags'],
    mentions: lines(extra.mentions) as unknown as Details['mentions'],
    mine: lines(extra.mine) as unknown as Details['mine'],
    known: await readFacts(store, network, rows),
  };
}

/** Words with spaces between them, in lines. */
const lines = (text: string | null): string[][] =>
  text === null ? [] : text.split('\n').map((line) => line.split(' '));

function postOf({ author_id, ...row }: Omit<PostJson, 'author'> & AuthorJson): PostJson {
  return {
    ...row,
    author: {
      id: author_id,
      kind: row.kind,
      handle: row.handle,
      displayName: row.display_name,
      note: row.note,
      naming: row.naming,
      colour: row.colour,
      locked: row.locked,
      bot: row.bot,
      createdAt: row.author_created_at,
      network: row.slug,
    },
  };
}

const ms = (column: string): Sql<number> => sql`date_part('epoch', ${sql.ref(column)}) * 1000`;

/** Of one viewer by far the most often; asking for an array of one takes longer. */
const detailsFor = { one: template(() => detailsQuery(true)), many: template(() => detailsQuery(false)) };

/** Over the params `network`, `posts`, and `viewer` or `viewers`. */
function detailsQuery(isOne: boolean): Sql<FactRow> {
  const network = sql`${param('network')}::uuid`;
  const shown = sql`any(${param('posts')}::uuid[])`;
  const who = (column: string): Sql<boolean> =>
    isOne
      ? sql`${sql.ref(column)} = ${param('viewer')}::uuid`
      : sql`${sql.ref(column)} = any(${param('viewers')}::uuid[])`;
  const most = sql.lit(MOST_FOLLOW_UPS + 1);
  const list = (line: Sql<string>, from: Sql<unknown>): Sql<string> =>
    sql`(select string_agg(${line}, e'\n') from ${from})`;

  const extra = sql<string>`select row_to_json(e)::text from (select
    (select json_agg(s) from (
      select p.id, p.author_id, p.text, p.spoiler, p.sensitive, p.language, p.space_id as space, p.reply_to,
        p.boost_of, ${ms('p.created_at')} as created_at, ${ms('p.edited_at')} as edited_at, a.kind, a.handle,
        a.display_name, a.note, a.naming, a.colour, a.locked, a.bot, ${ms('a.created_at')} as author_created_at,
        (select n.slug from community.network n where n.id = ${network}) as slug
      from post p join community.actor a on a.network_id = ${network} and a.id = p.author_id) s) as posts,
    (select json_agg(s) from (
      select a.id, a.kind, a.handle, a.display_name as "displayName", a.note, a.naming, a.colour, a.locked, a.bot,
        ${ms('a.created_at')} as "createdAt",
        (select n.slug from community.network n where n.id = ${network}) as network
      from community.actor a where a.network_id = ${network} and a.id = any(array(
        select actor_id from mention union select space_id from post where space_id is not null))) s) as profiles,
    ${list(sql`of || ' ' || kind || ' ' || id || ' ' || owner_id || ' ' || label`, sql`follow_up`)} as follow_ups,
    ${list(sql`t.post_id || ' ' || t.tag`, sql`community.post_tag t where t.network_id = ${network} and t.post_id = ${shown}`)} as tags,
    ${list(sql`post_id || ' ' || actor_id`, sql`mention`)} as mentions,
    ${list(
      sql`m.actor_id || ' ' || m.kind || ' ' || m.post_id`,
      sql`(select f.actor_id, 'f' as kind, f.post_id from community.favourite f
          where f.network_id = ${network} and ${who('f.actor_id')} and f.post_id = ${shown}
        union all select b.actor_id, 'b', b.post_id from community.bookmark b
          where b.network_id = ${network} and ${who('b.actor_id')} and b.post_id = ${shown}
        union all select r.author_id, 'r', r.boost_of from community.post r
          where r.network_id = ${network} and ${who('r.author_id')} and r.boost_of = ${shown}
            and r.deleted_at is null) m`,
    )} as mine) e`;

  return sql<FactRow>`with
    post as materialized (
      select * from community.post where network_id = ${network} and id = ${shown}),
    follow_up as materialized (
      (select r.reply_to as of, 'r' as kind, r.id, r.author_id as owner_id, r.label from community.post r
        where r.network_id = ${network} and r.reply_to = ${shown} and r.deleted_at is null limit ${most})
      union all
      (select b.boost_of, 'b', b.id, b.author_id, b.label from community.post b
        where b.network_id = ${network} and b.boost_of = ${shown} and b.deleted_at is null limit ${most})
      union all
      (select f.post_id, 'f', f.actor_id, f.actor_id, 'public' from community.favourite f
        where f.network_id = ${network} and f.post_id = ${shown} limit ${most})),
    mention as materialized (
      select m.post_id, m.actor_id from community.post_mention m
      where m.network_id = ${network} and m.post_id = ${shown}),
    object as (
      select null::bigint as place, 'post' as kind, id, owner_id, label, null::uuid[] as within, null as via
        from follow_up where kind <> 'f'
      union all select null, 'presence', id, id, 'public', null, null from (
        select id from follow_up where kind = 'f' union select actor_id from mention
        union select space_id from post where space_id is not null) actor),
    ${factRows(isOne ? tiesOfOne() : tiesOfMany(null))}
    ${extraRow(extra)}`;
}
