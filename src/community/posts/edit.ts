import { absent, ok, type Result, refuse } from '../../core/result.ts';
import type { Instant, ObjectId } from '../../privacy/words.ts';
import { announce } from '../../store/changes.ts';
import type { Deps } from '../../store/deps.ts';
import { dropScoresOfPosts } from '../../store/post-scores.ts';
import type { HeldSeat } from '../../store/seats.ts';
import { timestamp } from '../../store/time.ts';
import type { Viewer } from '../../store/viewer.ts';
import { type IsExpected, outOfDate } from '../grants/expected.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { refuseRepeating } from '../resources/repeated-words.ts';
import { type Draft, wrongWords } from './draft.ts';
import { insertMarks } from './insert-marks.ts';
import { marksIn, tagsIn } from './marks.ts';
import { mentionedIn } from './mentioned.ts';
import { type OwnPost, ownPost } from './own-post.ts';
import { showPost } from './show.ts';
import type { PostView } from './view.ts';

/**
 * Changes the words of a post of the viewer's. Whom it is for stays as it was; hashtags and mentions are read anew.
 * @param isExpected whether its words are those that the viewer had read
 * @param seat in which an organisation's is changed: the words are that seat's from then on (ADR 43)
 */
export async function editPost(
  deps: Pick<Deps, 'store' | 'ids' | 'masterKey'>,
  viewer: Viewer,
  id: ObjectId,
  words: Pick<Draft, 'text' | 'spoiler' | 'sensitive' | 'language'>,
  isExpected: IsExpected<Pick<OwnPost, 'text' | 'spoiler'>>,
  at: Instant,
  seat: HeldSeat | null = null,
): Promise<Result<PostView>> {
  const own = await ownPost(deps, viewer, id, at);
  if (own === null) return absent;
  if (own.isBoost) return refuse({ kind: 'invalid', says: 'A boost has no words of its own to edit.' });
  const wrong = wrongWords(words.text, words.spoiler);
  if (wrong !== null) return refuse({ kind: 'invalid', says: wrong, field: 'status' });
  const { label } = own.candidate.facts.object;
  const repeats = await refuseRepeating(deps, viewer, `${words.spoiler}\n\n${words.text}`, label, at);
  if (!repeats.ok) return repeats;
  const marks = marksIn(words.text);
  const mentioned = await mentionedIn(deps, viewer, marks, at);
  const { network } = viewer;
  const changed = await deps.store.community.transaction().execute(async (trx): Promise<Result<null>> => {
    const now = await trx
      .selectFrom('community.post')
      .select(['text', 'spoiler'])
      .where('network_id', '=', network)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (now === undefined || !isExpected(now)) return outOfDate;
    const edited = await trx
      .updateTable('community.post')
      .set({ ...words, edited_at: timestamp(at), ...(seat === null ? {} : { seat_id: seat.id }) })
      .where('network_id', '=', network)
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .returning('id')
      .execute();
    if (edited.length === 0) return absent;
    for (const table of ['community.post_tag', 'community.post_mention'] as const) {
      await trx.deleteFrom(table).where('network_id', '=', network).where('post_id', '=', id).execute();
    }
    await dropScoresOfPosts(trx, network, [id]);
    await insertMarks(trx, network, id, { tags: tagsIn(marks), mentioned });
    await enqueue(trx, deps, network, { kind: 'published', post: id }, at);
    await announce(trx, { network, kind: 'edit', id, at });
    return ok(null);
  });
  return changed.ok ? showPost(deps, viewer, id, at) : changed;
}
