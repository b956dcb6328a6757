import { sql } from 'kysely';
import type { ActorId, BusinessFunction, Instant, Label, NetworkId, ObjectId } from '../../privacy/words.ts';
import type { Store } from '../../store/database.ts';
import {
  type FactLines,
  factLines,
  otherLine,
  quoted,
  tiesOfMany,
  tiesOfOne,
} from '../../store/fact-lines.ts';
import { millisecondsOf } from '../../store/json-instant.ts';
import { lineWithoutGrants } from '../../store/packed-facts.ts';
import { param, template } from '../../store/prepared.ts';
import { type KnownFacts, readFacts } from '../../store/read-facts.ts';
import { PERSON_IN_SEAT } from '../../store/seats.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import type { Profile } from '../actors/load-profiles.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { ResourceCard } from '../resources/resource-cards.ts';

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
  readonly quote_of: ObjectId | null;
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

/** A file that goes with a post. */
export interface AttachedTo extends Attachment {
  readonly post: ObjectId;
  readonly place: number;
}

/** A handle that its actor gave up. */
export interface FormerHandle {
  readonly actor: string;
  readonly handle: string;
  readonly until: Instant;
}

/** The seat in which a post was said. */
export interface SeatLine {
  readonly post: string;
  readonly name: BusinessFunction;
  readonly number: number;
  readonly person: string | null;
}

/** What is to be known of some posts to show them: the same for every viewer, and facts to decide by. */
export interface Details {
  readonly network: NetworkId;
  readonly posts: readonly PostJson[];
  readonly attachments: readonly AttachedTo[];
  /** Resources on which their threads hang. */
  readonly resources: readonly ResourceCard[];
  /** Mentioned actors and spaces. */
  readonly profiles: readonly Profile[];
  readonly followUps: readonly FollowUp[];
  readonly seats: readonly SeatLine[];
  readonly tags: readonly (readonly [post: string, tag: string])[];
  readonly mentions: readonly (readonly [post: string, actor: string])[];
  /** Handles that those mentioned gave up, and when. */
  readonly formerHandles: readonly FormerHandle[];
  /** A viewer likes (`f`), has bookmarked (`b`) or boosted (`r`) the post. */
  readonly mine: readonly (readonly [viewer: string, kind: string, post: string])[];
  /** Facts about the follow-ups, and about the presence of those who like, those mentioned, those seen in seats and the spaces. */
  readonly known: KnownFacts;
}

/**
 * Everything that the presentation of posts needs, for one viewer or for many: one round trip. Whether the
 * viewers see the posts, and what goes with them (replies and boosts to be counted, those mentioned, the spaces), is
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
  return detailsOf(network, readFacts(rows));
}

function detailsOf(networkId: NetworkId, known: KnownFacts): Details {
  const lines = Map.groupBy(known.others, ([kind]) => kind as Line);
  const fields = (kind: Line): string[][] => (lines.get(kind) ?? []).map((line) => line.slice(1));
  const network = fields('network')[0]?.[0] ?? '';
  const profiles = new Map(fields('actor').map((line) => [line[0], profileOf(line, network)]));
  return {
    network: networkId,
    posts: fields('post').flatMap((line) => postOf(line, profiles.get(line[1])) ?? []),
    profiles: [...profiles.values()],
    followUps: fields('follow-up').map(
      ([of, kind, id, author, label]) => ({ of, kind, id, author, label }) as FollowUp,
    ),
    attachments: fields('attachment').map(attachmentOf),
    resources: fields('resource').map(cardOf),
    seats: fields('seat').map(([post = '', name, number, person]) => ({
      post,
      name: name as BusinessFunction,
      number: Number(number),
      person: person || null,
    })),
    tags: fields('tag') as unknown as Details['tags'],
    mentions: fields('mention') as unknown as Details['mentions'],
    formerHandles: fields('former').map(([actor = '', handle = '', until]) => ({
      actor,
      handle,
      until: Number(until),
    })),
    mine: fields('mine') as unknown as Details['mine'],
    known,
  };
}

/** What the lines tell of. */
type Line =
  | 'network'
  | 'post'
  | 'actor'
  | 'follow-up'
  | 'attachment'
  | 'resource'
  | 'seat'
  | 'tag'
  | 'mention'
  | 'former'
  | 'mine';

function profileOf(line: readonly string[], network: string): Profile {
  const [id, kind, handle, displayName = '', note = '', naming, colour, locked, bot, createdAt] = line;
  return {
    id: id as Profile['id'],
    kind: kind as Profile['kind'],
    handle: handle ?? '',
    displayName: JSON.parse(displayName) as string,
    note: JSON.parse(note) as string,
    naming: naming as Profile['naming'],
    colour: Number(colour),
    locked: locked === 't',
    bot: bot === 't',
    createdAt: Number(createdAt),
    network,
  };
}

function postOf(line: readonly string[], author: Profile | undefined): PostJson | null {
  const [id, , text, spoiler, sensitive, language, space, replyTo, boostOf, quoteOf, createdAt, editedAt] =
    line;
  if (author === undefined) return null;
  return {
    id: id as ObjectId,
    author,
    text: text === '' ? null : (JSON.parse(text ?? '') as string),
    spoiler: JSON.parse(spoiler ?? '') as string,
    sensitive: sensitive === 't',
    language: language || null,
    space: (space || null) as ActorId | null,
    reply_to: (replyTo || null) as ObjectId | null,
    boost_of: (boostOf || null) as ObjectId | null,
    quote_of: (quoteOf || null) as ObjectId | null,
    created_at: Number(createdAt),
    edited_at: editedAt === '' ? null : Number(editedAt),
  };
}

const cardOf = ([id, kind, title = '', description = '']: readonly string[]): ResourceCard => ({
  id: id as ObjectId,
  kind: kind as ResourceCard['kind'],
  title: JSON.parse(title) as string,
  description: JSON.parse(description) as string,
});

function attachmentOf(line: readonly string[]): AttachedTo {
  const [post, place, id = '', name = '', mediaType = '', bytes, width, height, description = ''] = line;
  return {
    post: post as ObjectId,
    place: Number(place),
    id,
    name: JSON.parse(name) as string,
    mediaType,
    bytes: Number(bytes),
    width: width ? Number(width) : null,
    height: height ? Number(height) : null,
    description: JSON.parse(description) as string,
  };
}

/** Of one viewer by far the most often; asking for an array of one takes longer. */
const detailsFor = { one: template(() => detailsQuery(true)), many: template(() => detailsQuery(false)) };

/** Over the params `network`, `posts`, and `viewer` or `viewers`. */
function detailsQuery(isOne: boolean): Sql<FactLines> {
  const network = sql`${param('network')}::uuid`;
  const shown = sql`any(${param('posts')}::uuid[])`;
  const who = (column: string): Sql<boolean> =>
    isOne
      ? sql`${sql.ref(column)} = ${param('viewer')}::uuid`
      : sql`${sql.ref(column)} = any(${param('viewers')}::uuid[])`;
  const most = sql.lit(MOST_FOLLOW_UPS + 1);
  const columns = (alias: string, names: readonly string[]) =>
    names.map((name) => sql.ref(`${alias}.${name}`));
  const others = [
    sql`select ${otherLine('network', sql`n.slug`)} from community.network n where n.id = ${network}`,
    sql`select ${otherLine(
      'post',
      ...columns('p', ['id', 'author_id']),
      quoted(sql`p.text`),
      quoted(sql`p.spoiler`),
      ...columns('p', ['sensitive', 'language', 'space_id', 'reply_to', 'boost_of', 'quote_of']),
      millisecondsOf('p.created_at'),
      millisecondsOf('p.edited_at'),
    )} from post p`,
    sql`select ${otherLine(
      'actor',
      ...columns('a', ['id', 'kind', 'handle']),
      quoted(sql`a.display_name`),
      quoted(sql`a.note`),
      ...columns('a', ['naming', 'colour', 'locked', 'bot']),
      millisecondsOf('a.created_at'),
    )} from community.actor a where a.network_id = ${network} and a.id = any(array(
      select author_id from post union all select actor_id from mention
      union all select space_id from post where space_id is not null
      union all select person from seat where person is not null))`,
    sql`select ${otherLine('seat', ...columns('s', ['post_id', 'name', 'number', 'person']))} from seat s`,
    sql`select ${otherLine('follow-up', ...columns('f', ['of', 'kind', 'id', 'owner_id', 'label']))} from follow_up f`,
    sql`select ${otherLine(
      'attachment',
      ...columns('m', ['post_id', 'place', 'id']),
      quoted(sql`f.name`),
      ...columns('f', ['media_type', 'bytes', 'width', 'height']),
      quoted(sql`m.description`),
    )} from community.attachment m join community.file f on f.network_id = ${network} and f.id = m.file_id
      where m.network_id = ${network} and m.post_id = ${shown}`,
    sql`select ${otherLine(
      'resource',
      ...columns('r', ['id', 'kind']),
      quoted(sql`r.title`),
      quoted(sql`r.description`),
    )} from community.resource r where r.network_id = ${network} and r.deleted_at is null
      and r.id = any(array(select on_resource from post where on_resource is not null))`,
    sql`select ${otherLine('tag', sql`t.post_id`, sql`t.tag`)} from community.post_tag t
      where t.network_id = ${network} and t.post_id = ${shown}`,
    sql`select ${otherLine('mention', sql`m.post_id`, sql`m.actor_id`)} from mention m`,
    sql`select ${otherLine('former', sql`f.actor_id`, sql`f.handle`, millisecondsOf('f.valid_until'))}
      from community.former_handle f where f.network_id = ${network}
        and f.actor_id = any(array(select actor_id from mention))`,
    sql`select ${otherLine('mine', sql`f.actor_id`, sql`'f'`, sql`f.post_id`)} from community.favourite f
      where f.network_id = ${network} and ${who('f.actor_id')} and f.post_id = ${shown}`,
    sql`select ${otherLine('mine', sql`b.actor_id`, sql`'b'`, sql`b.post_id`)} from community.bookmark b
      where b.network_id = ${network} and ${who('b.actor_id')} and b.post_id = ${shown}`,
    sql`select ${otherLine('mine', sql`r.author_id`, sql`'r'`, sql`r.boost_of`)} from community.post r
      where r.network_id = ${network} and ${who('r.author_id')} and r.boost_of = ${shown} and r.deleted_at is null`,
  ];
  const tables = sql`
    post as materialized (
      select * from community.post where network_id = ${network} and id = ${shown}),
    follow_up as materialized (
      (select r.reply_to as of, 'r' as kind, r.id, r.author_id as owner_id, r.label, r.facts, r.granted_keys as keys
        from community.post r
        where r.network_id = ${network} and r.reply_to = ${shown} and r.deleted_at is null limit ${most})
      union all
      (select b.boost_of, 'b', b.id, b.author_id, b.label, b.facts, b.granted_keys from community.post b
        where b.network_id = ${network} and b.boost_of = ${shown} and b.deleted_at is null limit ${most})
      union all
      (select f.post_id, 'f', f.actor_id, f.actor_id, 'public', null, null from community.favourite f
        where f.network_id = ${network} and f.post_id = ${shown} limit ${most})),
    seat as materialized (
      select p.id as post_id, s.name, s.number, ${PERSON_IN_SEAT} as person from post p
      join community.seat s on s.network_id = ${network} and s.id = p.seat_id),
    mention as materialized (
      select m.post_id, m.actor_id from community.post_mention m
      where m.network_id = ${network} and m.post_id = ${shown}),
    object as materialized (
      select null::bigint as place, 'post' as kind, id, owner_id, null as via, facts, keys
        from follow_up where kind <> 'f'
      union all select null, 'presence', id, id, null, ${lineWithoutGrants('presence', sql`id`, sql`id`, sql`'public'`)}, null from (
        select id from follow_up where kind = 'f' union select actor_id from mention
        union select space_id from post where space_id is not null
        union select person from seat where person is not null) actor)`;
  return factLines(tables, { packed: false, ties: isOne ? tiesOfOne() : tiesOfMany(null), others });
}
