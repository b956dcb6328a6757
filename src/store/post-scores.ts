import { type Kysely, sql } from 'kysely';
import type { ActorId, GrantId, Instant, NetworkId, ObjectId } from '../privacy/words.ts';
import type { Database } from './schema.ts';
import { instantValue } from './time.ts';
import { bornAtSql, type ObjectSql } from './visibility/object-sql.ts';
import type { Sql } from './visibility/sql.ts';

/**
 * How posts sound is kept beside them only by a grant that lets an organisation know, and goes with it: whoever ends a grant
 * calls this in the transaction, after the statement that ends it, so that what was scored until then is seen.
 */

/**
 * A grant `g` by which posts are scored, as far as nobody has ended it before its time. That is asked besides whether it lives,
 * for who asks may have looked at the clock before it was ended.
 */
export const LETS_SCORE: Sql<boolean> = sql`(g.object_kind = 'posts' and g.purpose = 'sentiment-monitoring'
  and 'process' = any(g.actions) and g.would_end is null)`;

/** Under which lock an author's posts are scored, and what they said or allowed changes. */
const lockOf = (network: NetworkId, author: Sql<unknown>): Sql<unknown> =>
  sql`hashtextextended('scores ' || ${network}::text || ' ' || ${author}::text, 0)`;

/**
 * Of these authors those whose posts may be scored until the transaction is over: nothing that would remove a score of theirs is
 * under way, and whatever begins meanwhile waits, and then finds what was scored. Rows would do instead, but to lock a million writes as
 * many. What is scored has to be read in a later statement.
 */
export async function tryToScore(
  trx: Kysely<Database>,
  network: NetworkId,
  authors: ReadonlySet<ActorId>,
): Promise<ReadonlySet<ActorId>> {
  const { rows } = await sql<{ author: ActorId; free: boolean }>`
    select a.id as author, pg_try_advisory_xact_lock(${lockOf(network, sql`a.id`)}) as free
    from unnest(${[...authors]}::uuid[]) as a (id)`.execute(trx);
  return new Set(rows.flatMap(({ author, free }) => (free ? [author] : [])));
}

/** Waits until none of their posts is being scored. Several such don't wait for each other. */
async function waitForScoring(
  db: Kysely<Database>,
  network: NetworkId,
  authors: Sql<unknown>,
): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockOf(network, sql`a.id`)}) from (${authors}) a (id)`.execute(
    db,
  );
}

/** A grant over all of an actor's posts. */
export interface GrantOnPosts {
  readonly author: ActorId;
  readonly grant: GrantId;
}

/** A scored post, a row `alias` of `community.post_score`, as the rule asks about it. */
export function scoredPost(alias: string): ObjectSql {
  const ref = <T>(column: string): Sql<T> => sql.ref<T>(`${alias}.${column}`);
  return {
    kind: 'post',
    id: ref('post_id'),
    owner: ref('author_id'),
    label: ref('label'),
    within: ref<string[]>('within'),
    on: ref<string | null>('on_resource'),
    since: bornAtSql(ref('post_id')),
  };
}

/** Removes what was scored by grants that have ended. */
export async function dropScoresOfGrants(
  db: Kysely<Database>,
  network: NetworkId,
  grants: readonly GrantOnPosts[],
): Promise<void> {
  if (grants.length === 0) return;
  const authors = [...new Set(grants.map(({ author }) => author))];
  await waitForScoring(db, network, sql`select unnest(${authors}::uuid[])`);
  await sql`delete from community.post_score where network_id = ${network}
    and grant_id = any(${grants.map(({ grant }) => grant)}::uuid[])`.execute(db);
}

/** Removes how posts sounded, which were deleted or say something else now. */
export async function dropScoresOfPosts(
  db: Kysely<Database>,
  network: NetworkId,
  posts: readonly ObjectId[],
): Promise<void> {
  const authors = sql`select distinct p.author_id from community.post p
    where p.network_id = ${network} and p.id = any(${[...posts]}::uuid[])`;
  await waitForScoring(db, network, authors);
  for (const table of ['post_score', 'score_due'] as const) {
    await sql`delete from ${sql.table(`community.${table}`)} where network_id = ${network}
      and post_id = any(${[...posts]}::uuid[])`.execute(db);
  }
}

/** Removes all of who leaves. */
export async function dropScoresOfAuthor(
  db: Kysely<Database>,
  network: NetworkId,
  author: ActorId,
): Promise<void> {
  await waitForScoring(db, network, sql`select ${author}::uuid`);
  for (const table of ['post_score', 'score_due'] as const) {
    await sql`delete from ${sql.table(`community.${table}`)} where network_id = ${network}
      and author_id = ${author}`.execute(db);
  }
}

/** Removes what was scored by grants that ended by themselves, in all networks. Nobody is answered with it any more by then. */
export async function sweepScores(db: Kysely<Database>, at: Instant): Promise<void> {
  await sql`delete from community.post_score s using community."grant" g
    where g.network_id = s.network_id and g.id = s.grant_id and g.object_id = s.author_id and g.object_kind = 'posts'
      and g.purpose = 'sentiment-monitoring' and g.valid_until <= ${instantValue(at)}`.execute(db);
}

/** Notes that all posts of whoever gave these grants are to be scored by them, once they begin. */
export async function noteToScore(
  db: Kysely<Database>,
  network: NetworkId,
  grants: readonly GrantId[],
): Promise<void> {
  await sql`
    insert into community.score_due (network_id, author_id, post_id, due_at)
    select ${network}::uuid, g.object_id, g.object_id, min(g.valid_from) from community."grant" g
    where g.network_id = ${network} and g.id = any(${[...grants]}::uuid[]) and ${LETS_SCORE}
    group by g.object_id
    on conflict (network_id, author_id, post_id) do update set due_at = least(score_due.due_at, excluded.due_at)`.execute(
    db,
  );
}

/** Notes that a post is to be scored, where its author lets anybody know how it sounds. */
export async function notePostToScore(
  db: Kysely<Database>,
  network: NetworkId,
  post: ObjectId,
  at: Instant,
): Promise<void> {
  await sql`
    insert into community.score_due (network_id, author_id, post_id, due_at)
    select ${network}::uuid, p.author_id, p.id, ${instantValue(at)} from community.post p
    where p.network_id = ${network} and p.id = ${post} and p.deleted_at is null and p.boost_of is null
      and exists (select 1 from community."grant" g where g.network_id = ${network} and g.object_id = p.author_id
        and ${LETS_SCORE} and g.valid_from <= ${instantValue(at)} and g.valid_until > ${instantValue(at)})
    on conflict do nothing`.execute(db);
}
