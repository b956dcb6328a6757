import { sql } from 'kysely';
import { about, decide } from '../../privacy/decide.ts';
import type { Action, Instant, ObjectId } from '../../privacy/words.ts';
import type { Deps } from '../../store/deps.ts';
import { type Candidate, type KeptRows, loadCandidates } from '../../store/facts.ts';
import { isVisible } from '../../store/pages.ts';
import { param } from '../../store/prepared.ts';
import type { Viewer } from '../../store/viewer.ts';
import type { Sql } from '../../store/visibility/clauses.ts';
import { seenContent } from '../resources/resource-source.ts';

/** The columns that a page of posts asks for, of the table aliased `p`. */
export const POST_COLUMNS = sql`p.id, p.author_id as owner_id, p.within, p.facts, p.granted_keys`;

/** Some posts by id, in the order of their ids, also those that were deleted. */
export const alsoDeletedById = (ids: readonly ObjectId[]): KeptRows => byId('also deleted', ids, sql`true`);

/** The same; those that were deleted are gone. */
export const postsById = (ids: readonly ObjectId[]): KeptRows =>
  byId('by id', ids, sql`p.deleted_at is null`);

const byId = (shape: string, ids: readonly ObjectId[], which: Sql<boolean>): KeptRows => ({
  shape,
  values: { ids: [...ids] },
  build: () => sql`
    select ${POST_COLUMNS}, null::text as via from community.post p
    where p.network_id = ${param('network')}::uuid and p.id = any(${param('ids')}::uuid[]) and ${which}
    order by p.id`,
});

/** The posts among these that the viewer may see. */
export async function seenPosts(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  ids: readonly ObjectId[],
  at: Instant,
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const source = { kind: 'post', rows: postsById(ids) } as const;
  const candidates = await loadCandidates(store, viewer, source, at);
  return candidates.filter((candidate) => isVisible(candidate, at));
}

/** One post that the viewer may see; null where there is none, or none for them. */
export async function seenPost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Candidate | null> {
  const [found] = await seenPosts(deps, viewer, [id], at);
  return found ?? null;
}

/**
 * What whoever answers, repeats or quotes this speaks of: the post; for a boost, what it repeats; or a resource.
 * Null where there is none, or none for the viewer.
 */
export async function seenOriginal(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Candidate | null> {
  const post = await seenPost(deps, viewer, id, at);
  if (post !== null) return originalOf(deps, viewer, post, at);
  const [content] = await seenContent(deps, viewer, [id], at);
  return content ?? null;
}

/** The post to which a like is given: for a boost of another, that one. */
export async function seenOriginalPost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Candidate | null> {
  const post = await seenPost(deps, viewer, id, at);
  if (post === null) return null;
  const original = await originalOf(deps, viewer, post, at);
  return original?.facts.object.kind === 'resource' ? post : original;
}

async function originalOf(
  { store }: Pick<Deps, 'store'>,
  viewer: Viewer,
  found: Candidate,
  at: Instant,
): Promise<Candidate | null> {
  const [original, ...above] = found.facts.object.within;
  if (original === undefined) return found;
  const boost = await store.community
    .selectFrom('community.post')
    .select('boost_of')
    .where('network_id', '=', viewer.network)
    .where('id', '=', found.id)
    .where('boost_of', 'is not', null)
    .executeTakeFirst();
  if (boost === undefined) return found;
  const repeated: Candidate = {
    id: original.id,
    via: null,
    facts: about(found.facts, { ...original, within: above }),
  };
  // Whoever boosted it sees their boost also when they no longer see what it repeats.
  return isVisible(repeated, at) ? repeated : null;
}

/** Whether the viewer may do this to a post that they were shown. */
export const mayDo = (action: Action, { facts }: Candidate, at: Instant): boolean =>
  decide({ action, purpose: 'reading', at }, facts).allowed;
