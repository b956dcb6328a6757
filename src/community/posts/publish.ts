import type { Kysely } from 'kysely';
import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { NO_CONDITIONS } from '../../privacy/conditions.ts';
import {
  type ActorId,
  FOREVER,
  type GrantId,
  type Instant,
  labelRank,
  type NetworkId,
  type ObjectId,
} from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { give } from '../../store/grants.ts';
import type { Database } from '../../store/schema.ts';
import { timestamp } from '../../store/time.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { type Reach, reachOfDraft } from './audience-of-draft.ts';
import { deliver } from './deliver.ts';
import { type Draft, wrongWords } from './draft.ts';
import { claimKey } from './idempotency.ts';
import { liveAudiences } from './live-audiences.ts';
import { marksIn, tagsIn } from './marks.ts';
import { mentionedIn } from './mentioned.ts';
import { mayDo, seenOriginal } from './post-source.ts';
import { spaceToPostIn } from './space-to-post-in.ts';

/** A post as it goes into the database. */
export interface NewPost {
  readonly id: ObjectId;
  readonly network: NetworkId;
  readonly author: ActorId;
  readonly draft: Pick<Draft, 'spoiler' | 'sensitive' | 'language' | 'label'> & {
    readonly text: string | null;
  };
  readonly reach: Reach;
  readonly grant: GrantId;
  readonly parent: Candidate | null;
  readonly boosted: Candidate | null;
  readonly space: ActorId | null;
  readonly tags: readonly string[];
  readonly mentioned: readonly ActorId[];
}

/** Threads as deep as this are at their end: what a post is within is decided about at every reading. */
const DEEPEST_THREAD = 100;

/**
 * Publishes a post: the row, its grant, tags, mentions, the pointers into feeds and what follows, in one transaction.
 * @param key of idempotency: the same key of the same persona within a day gives the same post, also in parallel
 * @returns the id of the post, also where it was there already
 */
export async function publishPost(
  deps: Pick<Deps, 'store' | 'ids'>,
  viewer: Viewer,
  draft: Draft,
  key: string | null,
  at: Instant,
): Promise<Result<ObjectId>> {
  const author = viewer.actor?.id;
  if (author === undefined || !isMemberAt(viewer, at)) {
    return refuse({ kind: 'forbidden', says: 'Only members of the network can post.' });
  }
  const wrong = wrongWords(draft.text, draft.spoiler);
  if (wrong !== null) return refuse({ kind: 'invalid', says: wrong, field: 'status' });
  if (labelRank(draft.label) > labelRank(viewer.networkFacts.highestLabel)) {
    return refuse({ kind: 'invalid', field: 'label', says: 'this network does not admit that label' });
  }
  const parent = draft.replyTo === null ? null : await parentOf(deps, viewer, draft.replyTo, at);
  if (parent !== null && !parent.ok) return parent;
  const place = await spaceToPostIn(deps, viewer, draft.space, parent?.value ?? null, at);
  if (!place.ok) return place;
  const marks = marksIn(draft.text);
  const mentioned = await mentionedIn(deps, viewer, marks, at);
  const bound = place.value.bound;
  const reach = await reachOfDraft(deps, viewer, author, draft, mentioned, bound, at);
  if (!reach.ok) return reach;
  const post: NewPost = {
    id: deps.ids.next('post') as ObjectId,
    grant: deps.ids.next('post grant') as GrantId,
    network: viewer.network,
    author,
    draft,
    reach: reach.value,
    parent: parent?.value ?? null,
    boosted: null,
    space: place.value.space,
    tags: tagsIn(marks),
    mentioned,
  };
  return deps.store.community.transaction().execute(async (trx) => {
    if (key !== null) {
      const existing = await claimKey(trx, viewer.network, author, key, post.id, at);
      if (existing !== null) return ok(existing);
    }
    await insertPost(trx, deps, post, at);
    return ok(post.id);
  });
}

async function parentOf(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  id: ObjectId,
  at: Instant,
): Promise<Result<Candidate>> {
  const parent = await seenOriginal(deps, viewer, id, at);
  if (parent === null) return absent;
  if (!mayDo('reply', parent, at)) {
    return refuse({ kind: 'forbidden', says: 'You may read this post, but not answer it.' });
  }
  if (parent.facts.object.within.length >= DEEPEST_THREAD) {
    return refuse({ kind: 'invalid', field: 'in_reply_to_id', says: 'this thread is full; begin a new one' });
  }
  return ok(parent);
}

/** Writes the post and its consequences. */
export async function insertPost(
  trx: Kysely<Database>,
  deps: Pick<Deps, 'ids'>,
  post: NewPost,
  at: Instant,
): Promise<void> {
  const { network, id, author, parent, boosted } = post;
  const above = parent ?? boosted;
  const within = above === null ? [] : [above.id, ...above.facts.object.within.map((up) => up.id)];
  await trx
    .insertInto('community.post')
    .values({
      network_id: network,
      id,
      author_id: author,
      text: post.draft.text,
      spoiler: post.draft.spoiler,
      sensitive: post.draft.sensitive,
      language: post.draft.language,
      label: post.draft.label,
      space_id: post.space,
      reply_to: parent?.id ?? null,
      boost_of: boosted?.id ?? null,
      listed: post.reach.listed,
      within,
      created_at: timestamp(at),
    })
    .execute();
  await give(trx, network, {
    id: post.grant,
    owner: author,
    object: { kind: 'post', id },
    actions: post.reach.actions,
    purpose: 'reading',
    audience: post.reach.audience,
    conditions: NO_CONDITIONS,
    from: at,
    until: FOREVER,
    reviewBy: FOREVER,
  });
  await insertMarks(trx, network, id, post);
  await deliver(
    trx,
    {
      network,
      post: id,
      author,
      audiences: [[post.reach.audience], ...(above === null ? [] : liveAudiences(above, at))],
      space: post.space,
      answers: parent?.facts.object.owner ?? null,
    },
    at,
  );
  await enqueue(trx, deps, network, { kind: 'published', post: id }, at);
  await announce(trx, { network, kind: 'post', id, at });
}

/** Writes the hashtags and mentions of a post. */
export async function insertMarks(
  trx: Kysely<Database>,
  network: NetworkId,
  post: ObjectId,
  { tags, mentioned }: Pick<NewPost, 'tags' | 'mentioned'>,
): Promise<void> {
  if (tags.length > 0) {
    await trx
      .insertInto('community.post_tag')
      .values(tags.map((tag) => ({ network_id: network, tag, post_id: post })))
      .execute();
  }
  if (mentioned.length > 0) {
    await trx
      .insertInto('community.post_mention')
      .values(mentioned.map((actor) => ({ network_id: network, post_id: post, actor_id: actor })))
      .execute();
  }
}
