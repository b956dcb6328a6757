import { sql } from 'kysely';
import { absent, ok, type Result } from '../../core/result.ts';
import type { Audience, Key } from '../../privacy/audience.ts';
import type { Grant } from '../../privacy/grant.ts';
import type { Action, GrantId, Instant, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { replaceOnPosts } from '../../store/grants.ts';
import { lockPosts } from '../../store/packed-facts.ts';
import type { Openness } from '../../store/schema.ts';
import type { Viewer } from '../../store/viewer.ts';
import { noteDecision } from '../decisions/note-decision.ts';
import { loadOwnThings } from '../explaining/load-own-thing.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { boundOf, reachOfDraft } from './audience-of-draft.ts';
import type { Draft } from './draft.ts';
import { type OwnPost, ownPost } from './own-post.ts';
import { postGrant } from './post-grant.ts';

/** Whom a post of the viewer's own is for. */
export interface PostAudience {
  readonly audience: Audience;
  readonly actions: readonly Action[];
}

/** Whom a post of the viewer's own is for now: of several grants, the newest. */
export async function audienceOfPost(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<PostAudience>> {
  const own = await ownPost(deps, viewer, id, at);
  if (own === null) return absent;
  return ok(audienceNow(own.candidate.facts.object.grants, at));
}

function audienceNow(grants: readonly Grant[], at: Instant): PostAudience {
  const grant = liveReading(grants, at).at(-1);
  return grant === undefined
    ? { audience: { any: [], except: [] }, actions: [] }
    : { audience: grant.audience, actions: grant.actions };
}

const liveReading = (grants: readonly Grant[], at: Instant) =>
  grants
    .filter((grant) => grant.from <= at && at < grant.until && grant.purpose === 'reading')
    .toSorted((a, b) => a.from - b.from);

/**
 * Narrows or widens whom a post is for. What was given ends and the new begins in one transaction; feeds of those who
 * gain it are filled in behind.
 * @param isExpected whether it is for whom the viewer had read that it is
 */
export async function changePostAudience(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  id: ObjectId,
  said: Pick<Draft, 'audience' | 'reshare'>,
  isExpected: IsExpected<PostAudience>,
  at: Instant,
): Promise<Result<PostAudience>> {
  const own = await ownPost(deps, viewer, id, at);
  if (own === null) return absent;
  const bound = await boundOfPost(deps, viewer, own);
  const files = liveReading(own.candidate.facts.object.grants, at).some((grant) =>
    grant.actions.includes('download'),
  );
  const draft = { ...said, visibility: null, replyTo: null, files };
  const reach = await reachOfDraft(deps, viewer, own.author, draft, [], bound, at);
  if (!reach.ok) return reach;
  const actions: readonly Action[] = own.isBoost ? ['see'] : reach.value.actions;
  const { network } = viewer;
  const { id: post } = own.candidate;
  const grant = deps.ids.next('post grant') as GrantId;
  return deps.store.community.transaction().execute(async (trx): Promise<Result<PostAudience>> => {
    // Two changes at once: the later one stands, and ends what the other gave.
    const locked = await lockPosts(trx, network, sql`p.id = ${post} and p.deleted_at is null`);
    if (locked.length === 0) return absent;
    const [now] = await loadOwnThings(deps, viewer, 'post', [post], at);
    if (now === undefined || !isExpected(audienceNow(now.object.grants, at))) return outOfDate;
    await replaceOnPosts(
      trx,
      network,
      {
        posts: [{ post: post, grant }],
        given: { ...postGrant(grant, { audience: reach.value.audience, actions }, at), owner: own.author },
      },
      at,
    );
    await noteDecision(trx, deps, { network, owner: own.author, kind: 'post' }, at);
    await enqueue(trx, deps, network, { kind: 'widened', post: post }, at);
    await announce(trx, { network, kind: 'narrow', id: post, at });
    return ok({ audience: reach.value.audience, actions });
  });
}

/** What a post in a space must not leave; an answer is bounded by what it answers. */
async function boundOfPost(
  { store }: Pick<Deps, 'store'>,
  { network }: Viewer,
  { space, candidate }: OwnPost,
): Promise<Key | null> {
  if (space === null || candidate.facts.object.within.length > 0) return null;
  const { rows } = await sql<{ openness: Openness }>`
    select openness from community.space where network_id = ${network} and actor_id = ${space}`.execute(
    store.community,
  );
  return boundOf(space, rows[0]?.openness ?? 'secret');
}
