import { type Kysely, sql } from 'kysely';
import { audienceId, followersKey, personaKey, spaceKey } from '../../privacy/audience.ts';
import { type ActorId, FOREVER, type GrantId, type NetworkId, type ObjectId } from '../../privacy/words.ts';
import { saveAudience } from '../../store/audiences.ts';
import { packedPost } from '../../store/packed-facts.ts';
import type { Database } from '../../store/schema.ts';
import { instantValue, timestamp } from '../../store/time.ts';
import { postActions } from '../posts/audience-of-draft.ts';
import { marksIn, tagsIn } from '../posts/marks.ts';
import { postGrant } from '../posts/post-grant.ts';
import { inChunks } from './chunks.ts';
import { NETWORK_MEMBERS } from './imported-grants.ts';
import { importedId, importedIdAt } from './imported-id.ts';
import type { ImportedPost } from './people.ts';

export type AuthoredPost = ImportedPost & { readonly author: ActorId };

/**
 * Writes posts that were never there, each with its grant, its hashtags and the pointers into the feeds of those who follow its
 * author or are in its space. Nobody is told of them: they were said before. One that was deleted since stays away, by its grant.
 * @returns how many were new
 */
export async function addPosts(
  trx: Kysely<Database>,
  network: NetworkId,
  posts: readonly AuthoredPost[],
  advance: (count: number) => void,
): Promise<number> {
  if (posts.length > 0) await saveAudience(trx, network, NETWORK_MEMBERS);
  return inChunks(posts, advance, (chunk) => publishAll(trx, network, chunk));
}

async function publishAll(
  trx: Kysely<Database>,
  network: NetworkId,
  posts: readonly AuthoredPost[],
): Promise<number> {
  const rows = posts.map((post) => rowOf(network, post));
  const { rows: given } = await sql<{ id: ObjectId }>`
    insert into community."grant" (network_id, object_id, id, object_kind, owner_id, actions, purpose, audience_id,
      conditions, valid_from, valid_until, excluding_since, review_by)
    select ${network}, id, grant_id, 'post', author_id, ${[...ACTIONS]}::text[], 'reading', ${audienceId(NETWORK_MEMBERS)},
      '{}', at, ${instantValue(FOREVER)}, at, review_by from ${recordset(rows, GRANTED)}
    on conflict do nothing returning object_id as id`.execute(trx);
  const isNew = new Set(given.map(({ id }) => id));
  const fresh = rows.filter(({ id }) => isNew.has(id));
  const tags = fresh.flatMap(({ id, tags }) => tags.map((tag) => ({ id, tag })));
  const sets = fresh.flatMap(({ id, sets }) => sets.map((set) => ({ id, set })));
  await sql`
    with posted as (
      insert into community.post (network_id, id, author_id, text, spoiler, sensitive, language, label, space_id, within,
        facts, granted_keys, created_at)
      select ${network}, id, author_id, text, '', false, language, 'public', space_id, '{}', facts, keys, at
      from ${recordset(fresh, POSTED)}),
    tagged as (
      insert into community.post_tag (network_id, tag, post_id)
      select ${network}, tag, id from ${recordset(tags, 'id uuid, tag text')})
    insert into community.inbox (network_id, owner_id, post_id, via_key)
    select ${network}::uuid, author_id, id, ${personaKey('' as ActorId)} || author_id from ${recordset(fresh, POSTED)}
    union all
    -- A subquery with an offset stays a look-up for each: joined, a table that isn't analysed yet is read whole.
    select ${network}::uuid, t.member_id, new.id, new.set from ${recordset(sets, 'id uuid, set text')}
    cross join lateral (select member_id from community.tie where network_id = ${network} and set_key = new.set
      and valid_until = ${instantValue(FOREVER)} offset 0) t
    on conflict do nothing`.execute(trx);
  return fresh.length;
}

const GRANTED = 'id uuid, grant_id uuid, author_id uuid, at timestamptz, review_by timestamptz';
const POSTED =
  'id uuid, author_id uuid, text text, language text, space_id uuid, facts text, keys text[], at timestamptz';

/** Rows as a table `new` with these columns. */
const recordset = (rows: readonly unknown[], columns: string) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (${sql.raw(columns)})`;

/** Whoever sees it may answer it. */
const ACTIONS = postActions(false, false);

function rowOf(network: NetworkId, { author, text, language, at, space }: AuthoredPost) {
  const said = [author, String(at)] as const;
  const id = importedIdAt<ObjectId>(at, network, 'post', ...said);
  const grant = postGrant(
    importedId<GrantId>(network, 'post grant', ...said),
    { audience: NETWORK_MEMBERS, actions: ACTIONS },
    at,
  );
  const packed = packedPost({ id, owner: author, label: 'public', within: [], on: null }, grant);
  return {
    id,
    grant_id: grant.id,
    author_id: author,
    text,
    language,
    space_id: space ?? null,
    facts: packed.facts,
    keys: packed.keys,
    sets: [followersKey(author), ...(space === undefined ? [] : [spaceKey(space)])],
    at: timestamp(at),
    review_by: timestamp(grant.reviewBy),
    tags: tagsIn(marksIn(text)),
  };
}
