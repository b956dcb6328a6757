import { type Kysely, sql } from 'kysely';
import type { Audience, Key } from '../privacy/audience.ts';
import type { Conditions } from '../privacy/conditions.ts';
import type { AttributeKind } from '../privacy/disclosure.ts';
import type { Purpose } from '../privacy/purposes.ts';
import { reviewAfter } from '../privacy/review.ts';
import {
  type Action,
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  type NetworkId,
  type ObjectId,
  type ObjectKind,
} from '../privacy/words.ts';
import { saveAudience } from './audiences.ts';
import { forgetOutcomes } from './offer-outcomes.ts';
import { lockPosts, packPosts } from './packed-facts.ts';
import { dropScoresOfGrants, type GrantOnPosts, noteToScore } from './post-scores.ts';
import { notePresences, notePresencesOf } from './presences/note.ts';
import type { Database } from './schema.ts';
import { instantValue, timestamp } from './time.ts';

export interface NewGrant {
  readonly id: GrantId;
  readonly owner: ActorId;
  readonly object: { readonly kind: ObjectKind; readonly id: ObjectId };
  readonly actions: readonly Action[];
  readonly purpose: Purpose;
  readonly audience: Audience;
  readonly conditions: Conditions;
  readonly from: Instant;
  /** Unless it is given as it begins. */
  readonly givenAt?: Instant;
  /** Unless given, the beginning. */
  readonly excludingSince?: Instant;
  readonly until: Instant;
  /** Unless its owner says otherwise, by how sensitive it is. */
  readonly reviewBy?: Instant;
}

/** Writes a grant. Whether the owner may give it is the use case's to have checked. */
export async function give(db: Kysely<Database>, network: NetworkId, grant: NewGrant): Promise<void> {
  const audience = await saveAudience(db, network, grant.audience);
  const posts = await lockIfPost(db, network, grant.object);
  const copy = await copyOf(db, network, grant.object);
  const until = Math.min(grant.until, copy.until);
  const usual = { ...grant, kind: grant.object.kind, attribute: copy.attribute };
  await db
    .insertInto('community.grant')
    .values({
      network_id: network,
      object_id: grant.object.id,
      id: grant.id,
      object_kind: grant.object.kind,
      owner_id: grant.owner,
      actions: [...grant.actions],
      purpose: grant.purpose,
      audience_id: audience,
      conditions: JSON.stringify(grant.conditions),
      valid_from: timestamp(grant.from),
      given_at: grant.givenAt === undefined ? null : timestamp(grant.givenAt),
      valid_until: timestamp(until),
      excluding_since: timestamp(grant.excludingSince ?? grant.from),
      review_by: timestamp(Math.min(grant.reviewBy ?? grant.from + reviewAfter(usual), until)),
    })
    .execute();
  await packPosts(db, network, posts);
  await noteIfPresence(db, network, grant.object, grant.from);
  if (grant.object.kind === 'posts') await noteToScore(db, network, [grant.id]);
}

/** What a grant over a copy of an attribute is over, and when it ends at the latest: a badge is confirmed for a time. */
async function copyOf(
  db: Kysely<Database>,
  network: NetworkId,
  { kind, id }: NewGrant['object'],
): Promise<{ readonly attribute: AttributeKind | null; readonly until: Instant }> {
  if (kind !== 'attribute') return { attribute: null, until: FOREVER };
  const copy = await db
    .selectFrom('community.disclosure')
    .select(['kind', 'badge_until'])
    .where('network_id', '=', network)
    .where('id', '=', id)
    .executeTakeFirst();
  return { attribute: copy?.kind ?? null, until: copy?.badge_until ?? FOREVER };
}

/** What a grant that ended excluded, and since when: a grant that takes its place goes on with it. */
export interface EndedExclusion {
  readonly except: readonly Key[];
  readonly since: Instant;
}

/** Since when a grant excludes that is given now, in place of those that ended: see {@link Grant.excludingSince}. */
export const excludingSince = (
  { except }: Audience,
  ended: readonly EndedExclusion[],
  at: Instant,
): Instant =>
  ended
    .filter((one) => one.except.some((key) => except.includes(key)))
    .reduce((earliest, { since }) => Math.min(earliest, since), at);

/** Ends live grants on an object now: all, or some. The facts stay. */
export async function withdraw(
  db: Kysely<Database>,
  network: NetworkId,
  object: { readonly kind: ObjectKind; readonly id: ObjectId },
  at: Instant,
  only: { readonly purpose?: Purpose; readonly grant?: GrantId; readonly action?: Action } = {},
): Promise<EndedExclusion[]> {
  const posts = await lockIfPost(db, network, object);
  const { rows } = await sql<EndedExclusion & { id: GrantId }>`
    with ended as (
      update community."grant" set would_end = valid_until, valid_until = ${timestamp(at)}::timestamptz
      where network_id = ${network} and object_id = ${object.id} and object_kind = ${object.kind}
        and valid_until > ${instantValue(at)} and purpose = coalesce(${only.purpose ?? null}::text, purpose)
        and id = coalesce(${only.grant ?? null}::uuid, id)
        and coalesce(${only.action ?? null}::text = any(actions), true)
      returning id, audience_id, excluding_since)
    select ended.id, a.except_keys as except, ended.excluding_since as since from ended
    join community.audience a on a.network_id = ${network} and a.id = ended.audience_id`.execute(db);
  await packPosts(db, network, posts);
  await noteIfPresence(db, network, object, at);
  if (object.kind === 'posts') {
    const author = object.id as string as ActorId;
    await dropScoresOfGrants(
      db,
      network,
      rows.map(({ id }) => ({ author, grant: id })),
    );
  }
  if (object.kind === 'attributes' || object.kind === 'attribute') {
    await forgetOutcomes(
      db,
      network,
      sql`g.object_id = ${object.id}::uuid and g.object_kind = ${object.kind}`,
      at,
    );
  }
  return rows.flatMap(({ except, since }) => (except.length === 0 ? [] : [{ except, since }]));
}

/** Posts of one author, and the ids of the grants that are given on them. */
export interface GrantsOnPosts {
  readonly posts: readonly { readonly post: ObjectId; readonly grant: GrantId }[];
  /** What is given on each. */
  readonly given: Omit<NewGrant, 'id' | 'object' | 'excludingSince' | 'reviewBy'>;
}

/**
 * Ends what was given on posts for reading, and gives something else on each in its place, which goes on with what was
 * excluded. Within a transaction that has locked the posts.
 */
export async function replaceOnPosts(
  db: Kysely<Database>,
  network: NetworkId,
  { posts, given }: GrantsOnPosts,
  at: Instant,
): Promise<void> {
  if (posts.length === 0) return;
  const audience = await saveAudience(db, network, given.audience);
  const ids = posts.map(({ post }) => post);
  await sql`
    with ended as (
      update community."grant" set would_end = valid_until, valid_until = ${timestamp(at)}::timestamptz
      where network_id = ${network} and object_id = any(${ids}::uuid[]) and object_kind = 'post'
        and valid_until > ${instantValue(at)} and purpose = ${given.purpose}
      returning object_id, audience_id, excluding_since),
    excluded as (
      select ended.object_id, min(ended.excluding_since) as since from ended
      join community.audience a on a.network_id = ${network} and a.id = ended.audience_id
      where a.except_keys && ${[...given.audience.except]}::text[] group by ended.object_id)
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, valid_from, valid_until, excluding_since, review_by)
    select ${network}::uuid, n.post, n.id, 'post', ${given.owner}::uuid, ${[...given.actions]}::text[], ${given.purpose},
      ${audience}::uuid, ${JSON.stringify(given.conditions)}::jsonb, ${timestamp(given.from)}::timestamptz,
      ${timestamp(given.until)}::timestamptz, coalesce(excluded.since, ${timestamp(given.from)}::timestamptz),
      ${timestamp(given.from + reviewAfter({ ...given, kind: 'post' }))}::timestamptz
    from unnest(${ids}::uuid[], ${posts.map(({ grant }) => grant)}::uuid[]) as n (post, id)
    left join excluded on excluded.object_id = n.post`.execute(db);
  await packPosts(db, network, ids);
}

/** Ends grants now, by their ids. Within a transaction that has locked the posts among what they are over, and packs them. */
export async function endGiven(
  db: Kysely<Database>,
  network: NetworkId,
  grants: readonly GrantId[],
  at: Instant,
): Promise<void> {
  const { rows } = await sql<GrantOnPosts & { kind: ObjectKind }>`
    update community."grant" set would_end = valid_until, valid_until = ${timestamp(at)}::timestamptz
    where network_id = ${network} and id = any(${[...grants]}::uuid[]) and valid_until > ${instantValue(at)}
    returning object_id as author, id as grant, object_kind as kind`.execute(db);
  await notePresencesOf(db, network, grants, at);
  await dropScoresOfGrants(
    db,
    network,
    rows.filter(({ kind }) => kind === 'posts'),
  );
  await forgetOutcomes(db, network, sql`g.id = any(${[...grants]}::uuid[])`, at);
}

/** A grant that is given again. */
export interface Again {
  readonly grant: GrantId;
  readonly as: GrantId;
  readonly reviewBy: Instant;
  /** Where it is to end sooner than it would have. */
  readonly until?: Instant;
}

/**
 * Gives grants again that were ended before their time, from now until they would have ended. They keep out whom they
 * kept out, since then. Within a transaction that has locked the posts among what they are over, and packs them.
 */
export async function giveAgain(
  db: Kysely<Database>,
  network: NetworkId,
  grants: readonly Again[],
  at: Instant,
): Promise<void> {
  if (grants.length === 0) return;
  const reviews = grants.map(({ reviewBy }) => timestamp(reviewBy));
  const ends = grants.map(({ until }) => timestamp(until ?? FOREVER));
  const now = sql`${timestamp(at)}::timestamptz`;
  await sql`
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, valid_from, given_at, valid_until, excluding_since, review_by)
    select g.network_id, g.object_id, n.as_id, g.object_kind, g.owner_id, g.actions, g.purpose, g.audience_id,
      g.conditions, greatest(g.valid_from, ${now}), case when g.valid_from > ${now} then ${now} end,
      least(g.would_end, d.badge_until, n.ends), g.excluding_since, n.review_by
    from unnest(${grants.map(({ grant }) => grant)}::uuid[], ${grants.map((one) => one.as)}::uuid[],
      ${reviews}::timestamptz[], ${ends}::timestamptz[]) as n (id, as_id, review_by, ends)
    join community."grant" g on g.network_id = ${network} and g.id = n.id
    left join community.disclosure d on d.network_id = ${network} and d.id = g.object_id and g.object_kind = 'attribute'`.execute(
    db,
  );
  await notePresencesOf(
    db,
    network,
    grants.map(({ grant }) => grant),
    at,
  );
  await noteToScore(
    db,
    network,
    grants.map((one) => one.as),
  );
}

/** Posts carry what decides about them: they are locked before the change and packed after it. */
const lockIfPost = async (
  db: Kysely<Database>,
  network: NetworkId,
  { kind, id }: NewGrant['object'],
): Promise<ObjectId[]> => (kind === 'post' ? lockPosts(db, network, sql`p.id = ${id}::uuid`) : []);

/** Who shows themselves is kept in memory: that it changes is noted. */
const noteIfPresence = async (
  db: Kysely<Database>,
  network: NetworkId,
  { kind, id }: NewGrant['object'],
  at: Instant,
): Promise<void> => {
  if (kind === 'presence') await notePresences(db, network, [id as string as ActorId], at);
};
