import { sql } from 'kysely';
import type { ActorId, Instant, Label, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Store } from '../../store/database.ts';
import { type FactsJson, factsColumns, grantedTable, isMember } from '../../store/facts-json.ts';
import { instantValue } from '../../store/time.ts';
import type { Profile } from '../actors/load-profiles.ts';

/** Replies and boosts of one post that are looked at one by one; beyond it they are counted apart. */
export const MOST_FOLLOW_UPS = 100;

export interface PostJson {
  readonly id: ObjectId;
  readonly author: ActorId;
  readonly text: string | null;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly language: string | null;
  readonly space: ActorId | null;
  readonly replyTo: ObjectId | null;
  readonly boostOf: ObjectId | null;
  readonly createdAt: Instant;
  readonly editedAt: Instant | null;
  readonly tags: readonly string[] | null;
  readonly mentions: readonly ActorId[] | null;
  /** Likes by whoever is not suspended. */
  readonly favourites: number;
}

/** A reply (`r`) or boost (`b`) of a post. */
export type FollowUpJson = readonly [
  of: ObjectId,
  kind: 'r' | 'b',
  id: ObjectId,
  author: ActorId,
  label: Label,
];
/** The viewer likes (`f`) or has bookmarked (`b`) the post. */
export type MineJson = readonly [viewer: ActorId, kind: 'f' | 'b', post: ObjectId];
/** So many of the likes are by actors with whom the viewer has a block. */
export type HiddenLikesJson = readonly [viewer: ActorId, post: ObjectId, count: number];

/** What is to be known of some posts to show them: the same rows for every viewer, and facts to decide by. */
export interface Details extends FactsJson {
  readonly posts: readonly PostJson[] | null;
  /** Authors, mentioned actors and spaces. */
  readonly profiles: readonly Profile[] | null;
  readonly follow_ups: readonly FollowUpJson[] | null;
  readonly mine: readonly MineJson[] | null;
  readonly hidden_likes: readonly HiddenLikesJson[] | null;
}

/**
 * Everything that the presentation of posts needs, for one viewer or for many: one round trip. That the viewers see
 * the posts was decided before; what goes with them (replies and boosts to be counted, those mentioned, the spaces) is
 * decided by who puts it together.
 */
export async function loadDetails(
  { community }: Pick<Store, 'community'>,
  network: NetworkId,
  viewers: readonly ActorId[],
  posts: readonly ObjectId[],
  at: Instant,
): Promise<Details> {
  const now = instantValue(at);
  const who = sql`${viewers}::uuid[]`;
  const members = viewers.length > 1 ? sql<boolean>`t.member_id = any(${who})` : isMember(viewers[0] ?? null);
  const { rows } = await sql<Details>`
    with shown as materialized (
      select p.* from community.post p
      where p.network_id = ${network} and p.id = any(${[...posts]}::uuid[])),
    follow_up as materialized (
      select f.* from shown cross join lateral (
        (select shown.id as of, 'r' as kind, r.id, r.author_id as owner_id, r.label from community.post r
          where r.network_id = ${network} and r.reply_to = shown.id and r.deleted_at is null
          order by r.id limit ${MOST_FOLLOW_UPS + 1})
        union all
        (select shown.id, 'b', b.id, b.author_id, b.label from community.post b
          where b.network_id = ${network} and b.boost_of = shown.id and b.deleted_at is null
          order by b.author_id limit ${MOST_FOLLOW_UPS + 1})) f),
    mention as materialized (
      select m.post_id, m.actor_id from shown
      join community.post_mention m on m.network_id = ${network} and m.post_id = shown.id),
    object as materialized (
      select 'post'::text as kind, id, owner_id from follow_up
      union select 'presence', actor_id, actor_id from mention
      union select 'presence', space_id, space_id from shown where space_id is not null),
    ${grantedTable(network)}
    select (select json_agg(json_build_object('id', s.id, 'author', s.author_id, 'text', s.text, 'spoiler', s.spoiler,
        'sensitive', s.sensitive, 'language', s.language, 'space', s.space_id, 'replyTo', s.reply_to,
        'boostOf', s.boost_of, 'createdAt', (extract(epoch from s.created_at) * 1000)::float8,
        'editedAt', (extract(epoch from s.edited_at) * 1000)::float8,
        'tags', (select json_agg(t.tag order by t.tag) from community.post_tag t
          where t.network_id = ${network} and t.post_id = s.id),
        'mentions', (select json_agg(m.actor_id) from mention m where m.post_id = s.id),
        'favourites', (select count(*) from community.favourite f
          where f.network_id = ${network} and f.post_id = s.id and not exists (
            select 1 from community.suspension x where x.network_id = ${network} and x.actor_id = f.actor_id
              and x.valid_from <= ${now} and x.valid_until > ${now})))) from shown s) as posts,
      (select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'handle', a.handle,
          'displayName', a.display_name, 'note', a.note, 'naming', a.naming, 'colour', a.colour, 'locked', a.locked,
          'bot', a.bot, 'createdAt', (extract(epoch from a.created_at) * 1000)::float8, 'network', n.slug))
        from community.actor a join community.network n on n.id = a.network_id
        where a.network_id = ${network} and a.id = any(array(
          select author_id from shown union select actor_id from mention union select space_id from shown)))
        as profiles,
      (select json_agg(json_build_array(of, kind, id, owner_id, label)) from follow_up) as follow_ups,
      (select json_agg(json_build_array(m.actor_id, m.kind, m.post_id)) from (
        select f.actor_id, 'f' as kind, f.post_id from community.favourite f
          where f.network_id = ${network} and f.actor_id = any(${who}) and f.post_id = any(array(select id from shown))
        union all
        select b.actor_id, 'b', b.post_id from community.bookmark b
          where b.network_id = ${network} and b.actor_id = any(${who}) and b.post_id = any(array(select id from shown))
        ) m) as mine,
      (select json_agg(json_build_array(h.viewer, h.post_id, h.likes)) from (
        select b.viewer, f.post_id, count(distinct f.actor_id) as likes from (
          select o.blocker_id as viewer, o.blocked_id as other from community.block o
            where o.network_id = ${network} and o.blocker_id = any(${who})
              and o.valid_from <= ${now} and o.valid_until > ${now}
          union
          select o.blocked_id, o.blocker_id from community.block o
            where o.network_id = ${network} and o.blocked_id = any(${who})
              and o.valid_from <= ${now} and o.valid_until > ${now}) b
        join community.favourite f on f.network_id = ${network} and f.actor_id = b.other
          and f.post_id = any(array(select id from shown))
        where not exists (
          select 1 from community.suspension x where x.network_id = ${network} and x.actor_id = f.actor_id
            and x.valid_from <= ${now} and x.valid_until > ${now})
        group by b.viewer, f.post_id) h) as hidden_likes,
      ${factsColumns(network, members, sql`select null::text where false`)}`.execute(community);
  return rows[0] as Details;
}
