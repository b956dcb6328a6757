import { absent, ok, type Result, refuse } from '../../core/result.ts';
import { mayRepeat } from '../../privacy/shingles.ts';
import { type GrantId, type Instant, labelRank, type ObjectId, type SeatId } from '../../privacy/words.ts';
import { keepAudience } from '../../store/audiences.ts';
import type { Deps } from '../../store/deps.ts';
import type { Candidate } from '../../store/facts.ts';
import { isMemberAt, type Viewer } from '../../store/viewer.ts';
import { areLoose } from '../attachments/attachment.ts';
import { textsAmong } from '../attachments/texts-among.ts';
import { refuseRepeating } from '../resources/repeated-words.ts';
import { inTurn } from '../resources/words-of.ts';
import { reachOfDraft } from './audience-of-draft.ts';
import { type Draft, wrongWords } from './draft.ts';
import { claimKey, postOfKey } from './idempotency.ts';
import { insertPost, type NewPost } from './insert-post.ts';
import { marksIn, tagsIn } from './marks.ts';
import { mentionedIn } from './mentioned.ts';
import { mayDo, seenOriginal } from './post-source.ts';
import { spaceToPostIn } from './space-to-post-in.ts';

/** Threads as deep as this are at their end: what a post is within is decided about at every reading. */
const DEEPEST_THREAD = 100;

/**
 * Publishes a post: the row, its grant, tags, mentions, the pointers into feeds and what follows, in one transaction.
 * @param seat in which the persona says it, where the viewer is their organisation
 * @param key of idempotency: the same key of the same persona within a day gives the same post, also in parallel
 * @returns the id of the post, also where it was there already
 */
export async function publishPost(
  deps: Pick<Deps, 'store' | 'ids' | 'files' | 'masterKey'>,
  viewer: Viewer,
  draft: Draft,
  key: string | null,
  at: Instant,
  seat: SeatId | null = null,
): Promise<Result<ObjectId>> {
  const author = viewer.actor?.id;
  if (author === undefined || !isMemberAt(viewer, at)) {
    return refuse({ kind: 'forbidden', says: 'Only members of the network can post.' });
  }
  // A client that asks again hears what it was told, whatever has become of the rest since.
  const before = key === null ? null : await postOfKey(deps.store.community, viewer.network, author, key, at);
  if (before !== null) return ok(before);
  const wrong = wrongWords(draft.text, draft.spoiler, draft.media.length);
  if (wrong !== null) return refuse({ kind: 'invalid', says: wrong, field: 'status' });
  if (labelRank(draft.label) > labelRank(viewer.networkFacts.highestLabel)) {
    return refuse({ kind: 'invalid', field: 'label', says: 'this network does not admit that label' });
  }
  if (!(await areLoose(deps, viewer, draft.media))) {
    return refuse({ kind: 'invalid', field: 'media_ids', says: 'is no file of yours that waits for a post' });
  }
  const texts = await textsAmong(deps, viewer, draft.media);
  const said = inTurn(deps.files, [draft.spoiler, draft.text], texts);
  const repeats = await refuseRepeating(deps, viewer, said, draft.label, at);
  if (!repeats.ok) return repeats;
  const parent = draft.replyTo === null ? null : await parentOf(deps, viewer, draft.replyTo, at);
  if (parent !== null && !parent.ok) return parent;
  const quoted = draft.quote === null ? null : await quotedBy(deps, viewer, draft, draft.quote, at);
  if (quoted !== null && !quoted.ok) return quoted;
  const place = await spaceToPostIn(deps, viewer, draft.space, parent?.value ?? null, at);
  if (!place.ok) return place;
  const marks = marksIn(draft.text);
  const mentioned = await mentionedIn(deps, viewer, marks, at);
  const bound = place.value.bound;
  const reach = await reachOfDraft(
    deps,
    viewer,
    author,
    { ...draft, files: draft.media.length > 0 },
    mentioned,
    bound,
    at,
  );
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
    quoted: quoted?.value ?? null,
    space: place.value.space,
    seat,
    tags: tagsIn(marks),
    mentioned,
    media: draft.media,
  };
  await keepAudience(deps.store, viewer.network, post.reach.audience);
  if (key === null) {
    await insertPost(deps.store.community, deps, post, at);
    return ok(post.id);
  }
  return deps.store.community.transaction().execute(async (trx) => {
    const existing = await claimKey(trx, viewer.network, author, key, post.id, at);
    if (existing !== null) return ok(existing);
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
    const isPost = parent.facts.object.kind === 'post';
    return refuse({
      kind: 'forbidden',
      says: isPost
        ? 'You may read this post, but not answer it.'
        : 'You may see this, but not comment on it.',
    });
  }
  if (parent.facts.object.within.length >= DEEPEST_THREAD) {
    return refuse({ kind: 'invalid', field: 'in_reply_to_id', says: 'this thread is full; begin a new one' });
  }
  return ok(parent);
}

/** What a draft quotes goes nowhere that its label isn't admitted, as its words wouldn't. */
async function quotedBy(
  deps: Pick<Deps, 'store'>,
  viewer: Viewer,
  { label }: Pick<Draft, 'label'>,
  id: ObjectId,
  at: Instant,
): Promise<Result<ObjectId>> {
  const quoted = await seenOriginal(deps, viewer, id, at);
  if (quoted === null) return absent;
  if (!mayDo('quote', quoted, at)) {
    return refuse({ kind: 'forbidden', says: 'You may see this, but not quote it.' });
  }
  const { label: its } = quoted.facts.object;
  if (!mayRepeat(its, label, viewer.networkFacts.highestLabel)) {
    const name = its.replace('-', ' ');
    return refuse({
      kind: 'invalid',
      field: 'label',
      says: `what this quotes is labelled ${name}. Label this ${name} as well.`,
    });
  }
  return ok(quoted.id);
}
